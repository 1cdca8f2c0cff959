// Tells how far long work is and how long it will take, on one line of stderr. Knows nothing of the work.

/** Milliseconds between two words, so that a log doesn't fill up. */
const PAUSE = 1000;

export interface Progress {
  /** @param done of `total`; says something at most once a second, and at the end. */
  at(done: number): void;
}

/**
 * @param say takes one line, for example `customers: 40 %, about 12 s left`.
 * @param now milliseconds, on a clock that only moves on.
 */
export function createProgress(
  what: string,
  total: number,
  say: (line: string) => void = (line) => console.error(line),
  now: () => number = () => performance.now(),
): Progress {
  const begun = now();
  let said = begun;
  return {
    at(done) {
      const time = now();
      if (done < total && time - said < PAUSE) return;
      if (done >= total && time - begun < PAUSE) return;
      said = time;
      const left = (time - begun) * ((total - done) / Math.max(1, done));
      say(
        done >= total
          ? `${what}: done after ${inSeconds(time - begun)}`
          : `${what}: ${Math.floor((100 * done) / total)} %, about ${inSeconds(left)} left`,
      );
    },
  };
}

function inSeconds(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
