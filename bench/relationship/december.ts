// A December cut with a year known, which no public set has: shops drawn with the season of a real one, their truth known. Measures only.

import { backtest } from '../../relationship/future/index.js';
import { seeded, shopHistories } from '../../tests/simulated-shop.js';
import type { Figure } from '../figures.js';
import { printed, type ShopHistories } from './rolling.js';

/** The same weekday a year later. */
const YEAR_DAYS = 364;
const HORIZON_DAYS = 90;
const SEED = 1;
/** Of orders from one year to the next; none of it can be known at the cut. */
const GROWTHS = [-0.15, 0, 0.15] as const;
/** Near what a fit on the whole year finds; the customers before the file begins are drawn as well. */
const TRUTH = { r: 1, alpha: 150, a: 0.3, b: 28 };
const BURN_IN_DAYS = 900;
const NEW_A_DAY = 4;

export function decemberFigures(shop: ShopHistories, progress: (text: string) => void): readonly Figure[] {
  const year = smoothedYear(shop);
  const cut = shop.from + YEAR_DAYS + 10;
  const eces = GROWTHS.map((growth) => {
    const season = (day: number) => {
      const since = day - shop.from;
      const place = ((since % YEAR_DAYS) + YEAR_DAYS) % YEAR_DAYS;
      return (year[place] ?? 1) * (1 + growth) ** (since / YEAR_DAYS);
    };
    const span = { from: shop.from, to: cut + HORIZON_DAYS, burnIn: BURN_IN_DAYS, newADay: NEW_A_DAY };
    const histories = shopHistories(TRUTH, { ...span, season }, seeded(SEED));
    const run = (seasons: boolean) =>
      backtest(histories, { origins: [cut], horizon: HORIZON_DAYS, today: cut + HORIZON_DAYS, seasons });
    const [seasonal, plain] = [run(true), run(false)];
    const named = `drawn shop, ${100 * growth} % growth`;
    [...printed(`${named}, seasonal`, seasonal), ...printed(`${named}, plain BG/NBD`, plain)].forEach(
      progress,
    );
    return { seasonal: seasonal.meanEce, plain: plain.meanEce };
  });
  return (['seasonal', 'plain'] as const).flatMap((model) => {
    const values = eces.map((ece) => ece[model]);
    const name = `december.drawn-shops.ece.${model}`;
    return [
      { name: `${name}-mean`, value: values.reduce((sum, ece) => sum + ece, 0) / values.length, unit: '' },
      { name: `${name}-worst`, value: Math.max(...values), unit: '' },
    ];
  });
}

/** Orders on each day of the first year over the mean day, a moving week. */
function smoothedYear({ histories, from }: ShopHistories): readonly number[] {
  const counts = new Array<number>(YEAR_DAYS).fill(0);
  for (const { days } of histories)
    for (const day of days) if (day - from < YEAR_DAYS) counts[day - from] = (counts[day - from] ?? 0) + 1;
  const usual = counts.reduce((sum, count) => sum + count, 0) / YEAR_DAYS;
  return counts.map((_, i) => {
    const week = Array.from({ length: 7 }, (_, k) => counts[(i + k - 3 + YEAR_DAYS) % YEAR_DAYS] ?? 0);
    return week.reduce((sum, count) => sum + count, 0) / 7 / usual;
  });
}
