// The figures of a simulation: what must be nought, how promises were kept, and how long customers waited by level, beside a plain
// queue that met the same.

import type { LevelNumber } from '../../data/customer.js';
import { thresholdsFor } from '../../escalation/index.js';
import type { Folder } from '../../service/load-folder.js';
import type { Understander } from '../../understanding/index.js';
import type { Figure } from '../figures.js';
import { percentile } from '../statistics.js';
import { type AnswerLimits, type Audit, audit } from './simulation/audit.js';
import { firstCome } from './simulation/first-come.js';
import type { Course } from './simulation/handoff-courses.js';
import { isOpenAt } from './simulation/plan.js';
import { type Simulated, type SimulationSize, simulate } from './simulation/simulation.js';

const MINUTE = 60_000;

export async function simulatedFigures(
  size: SimulationSize,
  demo: Folder,
  understander: Understander,
  progress: (text: string) => void,
): Promise<readonly Figure[]> {
  const simulated = await simulate(size, demo, understander, progress);
  const found = audit(simulated.logs, (level) => answerLimits(demo, level));
  tell(simulated, found, progress);
  return [...soundness(simulated, found), ...promises(found), ...fairness(simulated, found, demo)];
}

/** By the business's thresholds. */
export function answerLimits(demo: Folder, level: LevelNumber): AnswerLimits {
  const set = thresholdsFor(level, demo.thresholds);
  const minutes = (limit: number | 'never') => (limit === 'never' ? Number.POSITIVE_INFINITY : limit);
  return {
    first: minutes(set.first_answer_minutes),
    later: minutes(set.answer_minutes),
    longest: set.promise_minutes,
  };
}

function tell({ logs }: Simulated, found: Audit, progress: (text: string) => void): void {
  progress([...logs.counts].map(([what, times]) => `${times} ${what}`).join(', '));
  for (const error of logs.errors.slice(0, 5)) progress(`FAULT the server: ${error}`);
  const { courses: _courses, ...faults } = found;
  for (const [kind, cases] of Object.entries(faults))
    for (const each of cases.slice(0, 5)) progress(`FAULT ${kind}: ${each}`);
}

function soundness({ logs }: Simulated, found: Audit): readonly Figure[] {
  const none = (name: string, cases: readonly string[], unit: string): Figure => ({
    ...{ name: `desk.simulated.${name}`, value: cases.length, unit, max: 0 },
  });
  return [
    { name: 'desk.simulated.handoffs', value: found.courses.length, unit: 'handoffs' },
    none('without-end', found.withoutEnd, 'handoffs'),
    none('two-owners', found.twoOwners, 'cases'),
    none('lost', found.lost, 'messages'),
    none('doubled', found.doubled, 'messages'),
    none('out-of-order', found.outOfOrder, 'cases'),
    none('in-limbo', found.inLimbo, 'times told that passed in silence'),
    none('left-unanswered', found.leftUnanswered, 'waits for an answer that passed in silence'),
    none('server-faults', logs.errors, 'faults'),
    {
      name: 'desk.simulated.told-a-time',
      value: 100 - (100 * found.notTold.length) / Math.max(1, waitsOf(found).length),
      unit: '% of waits',
      min: 100,
    },
  ];
}

function waitsOf({ courses }: Audit) {
  return courses.flatMap(({ waits }) => waits);
}

/** By the first time that was told at each wait: a person had come. Whoever took it back or was answered by the bot before, asks nothing of it. */
function promises(found: Audit): readonly Figure[] {
  const judged = waitsOf(found).flatMap(({ told: [first], until, by }) =>
    first === undefined || until === undefined || (by === 'ended' && until <= first.time)
      ? []
      : [by === 'accepted' && until <= first.time],
  );
  const kept = judged.filter(Boolean).length;
  const estimated = waitsOf(found).flatMap(({ estimate, from, until, by }) =>
    estimate !== undefined && until !== undefined && by === 'accepted' ? [until - from <= estimate] : [],
  );
  return [
    { name: 'desk.simulated.promises', value: judged.length, unit: 'promises' },
    { name: 'desk.simulated.promises-kept', value: (100 * kept) / judged.length, unit: '%' },
    { name: 'desk.simulated.estimates', value: estimated.length, unit: 'waits told' },
    {
      name: 'desk.simulated.estimates-kept',
      value: (100 * estimated.filter(Boolean).length) / estimated.length,
      unit: '% no longer than told',
    },
  ];
}

/** Waits of those who came while the desk was open, until a person had them the first time. */
function fairness({ plan, logs }: Simulated, { courses }: Audit, demo: Folder): readonly Figure[] {
  const plain = firstCome(plan);
  const levels = new Map<LevelNumber, { readonly desk: number[]; readonly plain: number[] }>();
  for (const course of courses) {
    const wait = firstWait(course);
    const beside = plain.get(logs.caseOf.get(course.handoffId) ?? -1);
    if (wait === undefined || beside === undefined || !isOpenAt(course.openedAt)) continue;
    const of = levels.get(course.level) ?? { desk: [], plain: [] };
    levels.set(course.level, of);
    of.desk.push(wait / MINUTE);
    of.plain.push(beside / MINUTE);
  }
  return [...levels]
    .sort(([a], [b]) => a - b)
    .flatMap(([level, waits]) => {
      const name = `desk.simulated.wait.level-${level}`;
      const allowed = thresholdsFor(level, demo.thresholds).promise_minutes;
      return [
        { name: `${name}.handoffs`, value: waits.desk.length, unit: 'handoffs' },
        { name: `${name}.p50`, value: percentile(waits.desk, 0.5), unit: 'min' },
        { name: `${name}.p50.first-come`, value: percentile(waits.plain, 0.5), unit: 'min' },
        { name: `${name}.p90`, value: percentile(waits.desk, 0.9), unit: 'min', max: allowed },
        { name: `${name}.p90.first-come`, value: percentile(waits.plain, 0.9), unit: 'min' },
      ];
    });
}

/** Milliseconds; `undefined` for those whom nobody had, because they took it back or it failed. */
function firstWait({ waits: [first] }: Course): number | undefined {
  return first?.by === 'accepted' && first.until !== undefined ? first.until - first.from : undefined;
}
