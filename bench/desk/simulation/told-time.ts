// The time in a sentence that a customer read, as they would understand it. Pure; it knows how the demo's texts write times.

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** `11:15`, `Monday, 23 November, 13:00`. */
const WRITTEN =
  /(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (\d{1,2}) (\p{Lu}\p{Ll}+),? )?\b(\d{2}):(\d{2})\b/u;

const ESTIMATED = /no more than (\d+) min/;

/** @returns milliseconds that it "usually takes no more than"; `undefined` where nothing of the kind is said. */
export function estimatedWait(text: string): number | undefined {
  const minutes = ESTIMATED.exec(text)?.[1];
  return minutes === undefined ? undefined : Number(minutes) * MINUTE;
}

/**
 * @param at when it was read, milliseconds since the epoch; the business's clocks show UTC then.
 * @returns the end of the minute that was named: whoever comes at 11:15 comes "by 11:15". `undefined` where no time is named.
 */
export function toldTime(text: string, at: number): number | undefined {
  const found = WRITTEN.exec(text);
  if (!found) return undefined;
  const [, day, month, hours, minutes] = found;
  const midnight = day && month ? dayNamed(Number(day), month, at) : at - (at % DAY);
  return midnight + (Number(hours) * 60 + Number(minutes) + 1) * MINUTE - 1;
}

function dayNamed(day: number, month: string, at: number): number {
  const year = new Date(at).getUTCFullYear();
  const midnight = Date.parse(`${day} ${month} ${year} 00:00 UTC`);
  return midnight < at - DAY ? Date.parse(`${day} ${month} ${year + 1} 00:00 UTC`) : midnight;
}
