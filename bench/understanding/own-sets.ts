// The figures on the demo business: sets written by others and kept apart, and what reading costs. Reads the sets, never learns from them.

import { execFile } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Business } from '../../data/business.js';
import { loadBusiness } from '../../data/load-business.js';
import { englishWords } from '../../understanding/english-words.js';
import { createUnderstander, type Understanding } from '../../understanding/index.js';
import { learn } from '../../understanding/learn.js';
import { lessonOf } from '../../understanding/lesson.js';
import { frustrationOf } from '../../understanding/mood.js';
import { normalise } from '../../understanding/normalise.js';
import { withoutCourtesy } from '../../understanding/phrases.js';
import { vocabularyOf } from '../../understanding/vocabulary.js';
import type { Figure } from '../figures.js';
import { createBm25 } from './bm25.js';
import { readRows } from './labelled.js';
import { areaUnderCurve, share } from './measures.js';

/** Kept apart: nothing is chosen by them. */
const SETS = new URL('./sets/', import.meta.url);
/** Sets that were scored too often to judge anything still; ideas are tried on them. */
const DEVELOPMENT = new URL('./development/', import.meta.url);
const DEMO = fileURLToPath(new URL('../../data/business', import.meta.url));
const FRESH = { channel: 'web', recentQuestions: [], failures: 0 } as const;
const ANGER = ['calm', 'annoyed', 'angry', 'furious'] as const;

type Rows = readonly Readonly<Record<string, string>>[];
type Understand = (text: string) => Promise<Understanding>;

/** @param development whether the open sets are read, and the ones kept apart left alone. */
export async function ownFigures(
  development: boolean,
  progress: (text: string) => void,
): Promise<readonly Figure[]> {
  const business = await loadBusiness(DEMO, { today: '2026-01-01' });
  const understander = createUnderstander(business);
  await understander.ready;
  const understand: Understand = (text) => understander.understand(text, FRESH);
  const rowsOf = async (name: string) => {
    const folder = development ? DEVELOPMENT : SETS;
    const rows = await readRows(fileURLToPath(new URL(name, folder))).catch(() => undefined);
    if (!rows) progress(`${name} is not among the sets: its figures are left out.`);
    return rows;
  };
  const [questions, person, mood] = await Promise.all(
    ['retrieval.csv', 'person.csv', 'mood.csv'].map(rowsOf),
  );
  const figures = [
    ...(questions ? await retrievalFigures(questions, understand, business) : []),
    ...(person ? await personFigures(person, understand) : []),
    ...(mood ? await moodFigures(mood, understand) : []),
  ];
  await understander.close();
  const asked =
    questions?.map((row) => questionOf(row)) ?? business.knowledge.flatMap((entry) => entry.alternatives);
  return [...figures, ...(await costFigures(asked, business)), ...(await startUpFigures())];
}

/** The columns are named in the first line; the first is the question and the second the entry. */
function questionOf(row: Readonly<Record<string, string>>): string {
  return row.question ?? row.text ?? '';
}

/** Where two entries answer a question equally well, both stand there, with a `|` between them. */
function entriesOf(row: Readonly<Record<string, string>>): readonly string[] {
  return (row.entry ?? '').split('|').flatMap((id) => id.trim() || []);
}

async function retrievalFigures(
  rows: Rows,
  understand: Understand,
  business: Business,
): Promise<readonly Figure[]> {
  const bm25 = createBm25(
    business.knowledge.map(({ id, question, alternatives, answer }) => ({
      id,
      text: [question, ...alternatives, answer].join(' '),
    })),
  );
  const judged: {
    readonly entries: readonly string[];
    readonly found: readonly string[];
    readonly plain: readonly string[];
    readonly refused: boolean;
  }[] = [];
  for (const row of rows) {
    const { kind, evidence } = await understand(questionOf(row));
    judged.push({
      entries: entriesOf(row),
      found: evidence.map(({ target }) => target.replace(/^answer:/, '')),
      plain: bm25(questionOf(row)),
      refused: kind === 'out-of-scope',
    });
  }
  const answerable = judged.filter(({ entries }) => entries.length > 0);
  const figure = (name: string, value: number, min?: number): Figure => ({
    name: `retrieval.${name}`,
    value,
    unit: 'share',
    ...(min === undefined ? {} : { min }),
  });
  return [
    figure(
      'first',
      share(answerable, ({ entries, found, refused }) => !refused && entries.includes(found[0] ?? '')),
      0.9,
    ),
    figure(
      'in-three',
      share(answerable, ({ entries, found }) => found.slice(0, 3).some((id) => entries.includes(id))),
      0.97,
    ),
    figure(
      'refused',
      share(
        judged.filter(({ entries }) => entries.length === 0),
        ({ refused }) => refused,
      ),
      0.9,
    ),
    figure(
      'first-whatever-the-scope',
      share(answerable, ({ entries, found }) => entries.includes(found[0] ?? '')),
    ),
    figure(
      'bm25.first',
      share(answerable, ({ entries, plain }) => entries.includes(plain[0] ?? '')),
    ),
    figure(
      'bm25.in-three',
      share(answerable, ({ entries, plain }) => plain.slice(0, 3).some((id) => entries.includes(id))),
    ),
  ];
}

async function personFigures(rows: Rows, understand: Understand): Promise<readonly Figure[]> {
  const judged = await Promise.all(
    rows.map(async (row) => ({
      wants: row.wants_person === '1',
      heard: (await understand(row.text ?? '')).kind === 'wish-for-person',
    })),
  );
  return [
    {
      name: 'person.precision',
      value: share(
        judged.filter(({ heard }) => heard),
        ({ wants }) => wants,
      ),
      unit: 'share',
      min: 0.97,
    },
    {
      name: 'person.recall',
      value: share(
        judged.filter(({ wants }) => wants),
        ({ heard }) => heard,
      ),
      unit: 'share',
      min: 0.95,
    },
  ];
}

/** By the score on the text alone; the levels that decisions look at are four steps of it, printed beside. */
async function moodFigures(rows: Rows, understand: Understand): Promise<readonly Figure[]> {
  const scored = await Promise.all(
    rows.map(async ({ text = '', frustrated }) => ({
      good: frustrated === '1',
      score: frustrationOf(text, normalise(text)),
      level: ANGER.indexOf((await understand(text)).mood.anger),
    })),
  );
  const levels = scored.map(({ good, level }) => ({ good, score: level }));
  return [
    { name: 'mood.frustrated.auc', value: areaUnderCurve(scored), unit: 'area', min: 0.85 },
    { name: 'mood.level.auc', value: areaUnderCurve(levels), unit: 'area' },
  ];
}

/** CPU of all threads, and the time for which the main thread's loop was busy, message by message; the first round warms up. */
async function costFigures(texts: readonly string[], business: Business): Promise<readonly Figure[]> {
  let embedded = 0;
  const vocabulary = vocabularyOf(business.products.values(), business.synonyms);
  const model = await learn(
    lessonOf(business.intents, business.knowledge, vocabulary, await englishWords(), business.unanswered),
    {
      modelFolder: 'var/models',
      onFault: () => undefined,
      onEmbed: () => embedded++,
      signal: new AbortController().signal,
    },
  );
  const cpu: number[] = [];
  const busy: number[] = [];
  for (const warm of [false, true]) {
    embedded = 0;
    for (const [i, text] of texts.entries()) {
      // Said a little differently each time, so that no vector comes from memory.
      const asked = warm ? text : `${text} ${i}`;
      const [before, loop] = [process.cpuUsage(), performance.eventLoopUtilization()];
      await model.read(withoutCourtesy(normalise(asked)));
      const { user, system } = process.cpuUsage(before);
      if (!warm) continue;
      cpu.push((user + system) / 1000);
      busy.push(performance.eventLoopUtilization(loop).active);
    }
  }
  await model.close();
  return [
    { name: 'cascade.cpu.median', value: median(cpu), unit: 'ms', max: 0.5 },
    { name: 'cascade.main-thread.median', value: median(busy), unit: 'ms', max: 0.3 },
    { name: 'cascade.embedded', value: embedded / (texts.length || 1), unit: 'share', max: 0.3 },
  ];
}

async function startUpFigures(): Promise<readonly Figure[]> {
  const script = fileURLToPath(new URL('./start-up.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--import', 'tsx', script]);
  const { seconds, megabytes } = JSON.parse(stdout) as {
    readonly seconds: number;
    readonly megabytes: number;
  };
  return [
    { name: 'start-up.cached', value: seconds, unit: 's', max: 1 },
    { name: 'start-up.memory', value: megabytes, unit: 'MB', max: 150 },
  ];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
