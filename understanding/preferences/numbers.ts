// Numbers as customers write them, in digits or in words up to a thousand, as a piece of a pattern and as a value. Knows no units.

const ONES =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const SMALL = `(?:(?:${TENS})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|${ONES})`;

/** A number, without a group of its own; bounded, so that a pattern with it stays linear. */
export const NUMBER = `(?:\\d{1,3}(?:[., ]\\d{3})+(?:[.,]\\d{1,2})?(?!\\d)|\\d{1,6}(?:[.,]\\d{1,2})?(?!\\d)|(?:a |${SMALL} )?(?:hundred|thousand)(?: (?:and )?${SMALL})?|a couple of hundred|half a|(?:a )?(?:tenner|fiver)|${SMALL})`;

const VALUES: ReadonlyMap<string, number> = new Map([
  ...ONES.split('|').map((word, i) => [word, i + 1] as const),
  ...TENS.split('|').map((word, i) => [word, 20 + 10 * i] as const),
]);

/** @returns the value of what `NUMBER` matched; `1.200` and `1,200` are thousands, `12.50` and `12,50` are not. */
export function numberOf(written: string): number {
  if (/\d/.test(written)) {
    const part = /[.,](\d{1,2})$/.exec(written);
    const whole = (part ? written.slice(0, part.index) : written).replace(/[., ]/g, '');
    return Number(part ? `${whole}.${part[1]}` : whole);
  }
  if (written === 'half a') return 0.5;
  if (/tenner$/.test(written)) return 10;
  if (/fiver$/.test(written)) return 5;
  if (written === 'a couple of hundred') return 200;
  let sum = 0;
  for (const word of written.split(/[- ]/)) {
    if (word === 'hundred') sum = Math.max(sum, 1) * 100;
    else if (word === 'thousand') sum = Math.max(sum, 1) * 1000;
    else sum += VALUES.get(word) ?? 0;
  }
  return sum;
}
