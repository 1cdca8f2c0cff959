// `npm run evaluate -- recommendations`: the rankings on a public set, limits and critiques in simulated dialogues, and the speed.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../figures.js';
import { onlineRetailFigures } from './online-retail.js';
import { preferenceFigures } from './preferences.js';
import { simulatedFigures } from './simulated.js';
import { speedFigures } from './speed.js';

const CHOSEN = [
  'Chosen where: λ, the damping of large customers, the fading of purchases, the trend and the form of “buy again” at inner cuts (1 June,',
  '1 July, 23 July 2010) of Online Retail, each tested on the ten weeks that follow it, all before 1 Oct 2010; plain EASE’s λ at 23 July.',
  'Looked at twice: a first form of “buy again” had .396 after 1 Oct; the search at the inner cuts was then taken further, to this one.',
  'The weights of popularity, likings and cold start are learned by replay of each business’s own orders; the set says nothing of them.',
] as const;

/** As `bench/evaluate.ts` asks every area. */
interface Asked {
  readonly datasets: string | undefined;
  readonly short: boolean;
  readonly progress: (text: string) => void;
}

export async function evaluateRecommendations({
  datasets,
  short,
  progress,
}: Asked): Promise<readonly Figure[]> {
  for (const line of CHOSEN) progress(line);
  const speed = speedFigures(progress);
  const simulated = [...simulatedFigures(short), ...(await preferenceFigures())];
  const file = datasets && join(datasets, 'online-retail', 'year1_2009-2010.tsv.gz');
  if (!file || !existsSync(file)) {
    progress('Online Retail is not in DATASETS_DIR: the rankings are left out.');
    return [...speed, ...simulated];
  }
  return [...onlineRetailFigures(file, short, progress), ...simulated, ...speed];
}
