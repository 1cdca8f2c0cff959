// `npm run evaluate -- desk`: whether every handoff ends well. Claims by many at once on every store, thousands of simulated handoffs
// over the product's own desk, and the time from an agent's message to the customer's screen. Needs a build, for the last.

import { createUnderstander } from '../../understanding/index.js';
import type { EvaluationOptions } from '../evaluation.js';
import type { Figure } from '../figures.js';
import { claimFigures } from './claims.js';
import { latencyFigures } from './latency.js';
import { readDemo } from './made-up-desk.js';
import { simulatedFigures } from './simulated.js';
import { FIRST_DAY } from './simulation/simulation.js';

const FULL = { claims: 500, simulation: { seed: 1, handoffs: 10_000, agents: 22 }, rounds: 3 };
const SHORT = { claims: 25, simulation: { seed: 1, handoffs: 500, agents: 12 }, rounds: 1 };

/** `--seed` and `--handoffs`, with a number, simulate another course of things; `--only claims|simulated|latency` asks for one part. */
export async function evaluateDesk({
  short,
  argv,
  progress,
}: Pick<EvaluationOptions, 'short' | 'argv' | 'progress'>): Promise<readonly Figure[]> {
  const size = short ? SHORT : FULL;
  const only = valueAfter('--only', argv);
  const simulation = {
    ...size.simulation,
    seed: Number(valueAfter('--seed', argv) ?? size.simulation.seed),
    handoffs: Number(valueAfter('--handoffs', argv) ?? size.simulation.handoffs),
  };
  const wanted = (part: string) => only === undefined || only === part;
  const demo = await readDemo(FIRST_DAY);
  const understander = createUnderstander(demo.business);
  try {
    return [
      ...(wanted('claims') ? await claimFigures(size.claims, demo, understander, progress) : []),
      ...(wanted('simulated') ? await simulatedFigures(simulation, demo, understander, progress) : []),
      ...(wanted('latency') ? await latencyFigures(size.rounds, progress) : []),
    ];
  } finally {
    await understander.close();
  }
}

function valueAfter(option: string, argv: readonly string[]): string | undefined {
  const at = argv.indexOf(option);
  return at < 0 ? undefined : argv[at + 1];
}
