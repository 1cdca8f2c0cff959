// The worker behind the entity reader: one request in, one answer out, by Microsoft's recognizers. It knows no limits; its owner kills it.

import { parentPort } from 'node:worker_threads';
import * as suite from '@microsoft/recognizers-text-suite';
import type { Entities, EntityRequest } from './entities.js';

/** English as written in Europe: 5/6 is the fifth of June. */
const DATES = suite.Culture.EnglishOthers;
const NUMBERS = suite.Culture.English;

/** Shops are visited from 8 to 20; "at 3" without more means the afternoon. */
const FIRST_HOUR = 8;

type Resolution = Readonly<Record<string, unknown>>;

function read(request: EntityRequest): Entities {
  const { text, kinds } = request;
  const [year, month, day, hour, minute] = request.today;
  const reference = new Date(year, month - 1, day, hour, minute);
  const dated =
    kinds.includes('day') || kinds.includes('time')
      ? suite.recognizeDateTime(text, DATES, suite.DateTimeOptions.None, reference)
      : [];
  const resolutions = dated.map((found) => (found.resolution?.values ?? []) as readonly Resolution[]);
  const today = `${year}-${two(month)}-${two(day)}`;
  return {
    money: kinds.includes('money') ? moneyOf(text) : [],
    days: kinds.includes('day') ? resolutions.flatMap((values) => dayOf(values, today)) : [],
    times: kinds.includes('time') ? resolutions.flatMap(timeOf) : [],
    numbers: kinds.includes('number')
      ? suite
          .recognizeNumber(text, NUMBERS)
          .map((found) => Number(found.resolution?.value))
          .filter(Number.isFinite)
      : [],
  };
}

function moneyOf(text: string): Entities['money'] {
  return suite.recognizeCurrency(text, NUMBERS).flatMap(({ resolution }) => {
    const amount = Number(resolution?.value);
    if (resolution?.value === undefined || resolution.value === null || !Number.isFinite(amount)) return [];
    const { isoCurrency } = resolution;
    return [typeof isoCurrency === 'string' ? { amount, currency: isoCurrency } : { amount }];
  });
}

/** The first reading that is not past: "Thursday" is read as the last and the next one. */
function dayOf(values: readonly Resolution[], today: string): readonly string[] {
  const days = values
    .map(({ type, value, start }) =>
      // "Monday morning" is a stretch of time on one day; "next week" names no day.
      type === 'date' || type === 'datetime' ? value : type === 'datetimerange' ? start : undefined,
    )
    .map((value) => String(value).slice(0, 10))
    .filter((day) => /^\d{4}-\d{2}-\d{2}$/.test(day))
    .sort();
  const day = days.find((candidate) => candidate >= today) ?? days.at(-1);
  return day === undefined ? [] : [day];
}

function timeOf(values: readonly Resolution[]): readonly string[] {
  const times = values
    .filter(({ type }) => type === 'time' || type === 'datetime')
    .map(({ value }) => String(value).slice(-8, -3))
    .filter((time) => /^\d{2}:\d{2}$/.test(time))
    .sort();
  const time = times.find((candidate) => Number(candidate.slice(0, 2)) >= FIRST_HOUR) ?? times[0];
  return time === undefined ? [] : [time];
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

// Warm: the first call of each kind builds its patterns, some 250 ms.
read({
  text: 'tomorrow at 3pm, 2 for 80 euros',
  kinds: ['money', 'day', 'time', 'number'],
  today: [2024, 1, 1, 9, 0],
});
parentPort?.on('message', (request: EntityRequest) => parentPort?.postMessage(read(request)));
parentPort?.postMessage(true);
