// The measures of understanding over judged messages; the protocols are those published with the sets. Knows no models and no files.

/** One message with what was expected and what came out; an empty intent is out of scope. */
export interface Judged {
  readonly text: string;
  readonly intent: string;
  /** The likeliest intent, whether accepted or not. Empty where a system says "none" by itself. */
  readonly predicted: string;
  /** Higher is surer that the message is in scope and the prediction right. */
  readonly score: number;
  /** Whether the system itself answers, at its own threshold. */
  readonly accepted: boolean;
  /** Probability of the prediction among the intents, given that the message is in scope. */
  readonly probability: number;
}

/** Share of the in-scope messages whose first intent is right, with no threshold. */
export function inScopeAccuracy(judged: readonly Judged[]): number {
  return share(judged.filter(inScope), ({ intent, predicted }) => intent === predicted);
}

/** The highest in-scope accuracy (right and accepted) over all thresholds where at least `refused` of the out-of-scope messages are refused. */
export function accuracyAt(judged: readonly Judged[], refused: number): number {
  const others = judged.filter((message) => !inScope(message));
  const own = judged.filter(inScope);
  const thresholds = [...new Set(judged.map(({ score }) => score)), Number.POSITIVE_INFINITY];
  const reached = thresholds
    .filter((limit) => share(others, (m) => m.predicted === '' || m.score < limit) >= refused)
    .map((limit) => share(own, (m) => m.predicted === m.intent && m.score >= limit));
  return Math.max(0, ...reached);
}

/** Share of out-of-scope messages that the system itself refuses. */
export function refusedShare(judged: readonly Judged[]): number {
  return share(
    judged.filter((message) => !inScope(message)),
    ({ accepted }) => !accepted,
  );
}

/** Share of in-scope messages that the system itself answers, and answers right. */
export function answeredRight(judged: readonly Judged[]): number {
  return share(judged.filter(inScope), ({ accepted, intent, predicted }) => accepted && intent === predicted);
}

/** Matthews correlation for many classes (Gorodkin 2004) at the system's own threshold, "none" being a class. */
export function matthews(judged: readonly Judged[]): number {
  const expected = new Map<string, number>();
  const given = new Map<string, number>();
  let right = 0;
  for (const { intent, predicted, accepted } of judged) {
    const said = accepted ? predicted : '';
    expected.set(intent, (expected.get(intent) ?? 0) + 1);
    given.set(said, (given.get(said) ?? 0) + 1);
    if (said === intent) right++;
  }
  const n = judged.length;
  const squares = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((sum, count) => sum + count * count, 0);
  let product = 0;
  for (const [intent, count] of expected) product += count * (given.get(intent) ?? 0);
  const below = Math.sqrt((n * n - squares(given)) * (n * n - squares(expected)));
  return below === 0 ? 0 : (right * n - product) / below;
}

/** Expected calibration error: ten bins of equal count by predicted probability, the mean of |predicted − observed| weighted by count. */
export function calibrationError(
  forecasts: readonly { readonly probability: number; readonly right: boolean }[],
): number {
  const sorted = [...forecasts].sort((a, b) => a.probability - b.probability);
  let error = 0;
  for (let bin = 0; bin < 10; bin++) {
    const own = sorted.slice(
      Math.floor((bin * sorted.length) / 10),
      Math.floor(((bin + 1) * sorted.length) / 10),
    );
    const predicted = own.reduce((sum, { probability }) => sum + probability, 0);
    error += Math.abs(predicted - own.filter(({ right }) => right).length);
  }
  return error / (sorted.length || 1);
}

/** Area under the ROC curve; ties count half. */
export function areaUnderCurve(
  scored: readonly { readonly score: number; readonly good: boolean }[],
): number {
  const good = scored.filter((each) => each.good);
  const bad = scored.filter((each) => !each.good);
  let wins = 0;
  for (const one of good)
    for (const other of bad) wins += one.score > other.score ? 1 : one.score === other.score ? 0.5 : 0;
  return wins / (good.length * bad.length || 1);
}

export function inScope({ intent }: { readonly intent: string }): boolean {
  return intent !== '';
}

export function share<T>(list: readonly T[], is: (each: T) => boolean): number {
  return list.length === 0 ? 0 : list.filter(is).length / list.length;
}
