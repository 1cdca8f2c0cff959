// What a run reports: its figures with their bounds. Measures nothing.

import type { ChaosReport, Plan } from './index.js';

export interface ChaosFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly min?: number;
  readonly max?: number;
  readonly met: boolean;
}

type Bound = { readonly min: number } | { readonly max: number };

/** Milliseconds from the start of a killed process to its being ready. */
const READY_MAX = 5_000;
/** Milliseconds: a process that died keeps a customer for 4 s at most, and sockets are opened again after 3 s (docs/postgres.md). */
const ELSEWHERE_MAX = 15_000;
/** Milliseconds: a client sends again after 2 s, and a save whose answer was lost is found out within 5 s. */
const RECOVERY_MAX = 10_000;

export function figuresOf(report: ChaosReport, kind: Plan['kind']): readonly ChaosFigure[] {
  return [
    figure('acknowledged', report.acknowledged, 'messages', { min: 1 }),
    figure('received on sockets', report.received, 'activities', { min: 1 }),
    figure('lost', report.lost, 'messages', { max: 0 }),
    figure('duplicated', report.duplicated, 'messages', { max: 0 }),
    figure('out of order', report.outOfOrder, 'messages', { max: 0 }),
    figure('crossed', report.crossed, 'messages', { max: 0 }),
    figure('exits', report.exits, 'processes', { max: 0 }),
    ...ofKind(report, kind),
  ];
}

function ofKind(report: ChaosReport, kind: Plan['kind']): readonly ChaosFigure[] {
  const { takeovers, recoveries } = report;
  switch (kind) {
    case 'kill':
      return [
        figure('corrupt files', report.corruptFiles, 'files', { max: 0 }),
        figure('slowest start to ready', report.slowestReady, 'ms', { max: READY_MAX }),
      ];
    case 'kill-one-of-several':
      return [
        figure('under way at a kill', takeovers.underWay, 'messages', { min: 1 }),
        figure('of them acknowledged', takeovers.acknowledged, 'messages', { min: 0 }),
        figure('slowest finish elsewhere', takeovers.slowest, 'ms', { max: ELSEWHERE_MAX }),
      ];
    case 'stop-database':
      return [
        figure('held up by a stop', recoveries.underWay, 'messages', { min: 1 }),
        figure('slowest recovery', recoveries.slowest, 'ms', { max: RECOVERY_MAX }),
      ];
    default:
      return kind satisfies never;
  }
}

function figure(name: string, exact: number, unit: string, bound: Bound): ChaosFigure {
  const value = Math.round(exact);
  return { name, value, unit, ...bound, met: 'min' in bound ? value >= bound.min : value <= bound.max };
}
