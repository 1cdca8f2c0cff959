// A worker of the replay: reads its share of the past, compares, and sends its tally. Knows nothing of the other shares.

import { parentPort, workerData } from 'node:worker_threads';
import { add, newTally, type PastConversation, pairOf } from '../../escalation/replay/index.js';
import { openToRead } from '../store-transfer/open.js';
import { pastOfFile, spanOf } from './past-of-file.js';
import { pastOfStore } from './past-of-store.js';
import type { ReplayTask } from './run.js';

/** Conversations between two words about how far it is. */
const STEP = 500;

const { source, share, since, now, proposed } = workerData as ReplayTask;
const tally = newTally();
const pair = pairOf(now, proposed);
let told = 0;

await using(async (past) => {
  for await (const conversation of past) {
    add(tally, conversation, pair);
    if (tally.conversations % STEP === 0) tell();
  }
});
tell();
parentPort?.postMessage({ kind: 'done', tally });

function tell(): void {
  parentPort?.postMessage({ kind: 'progress', decisions: tally.decisions - told });
  told = tally.decisions;
}

async function using(work: (past: AsyncIterable<PastConversation>) => Promise<void>): Promise<void> {
  if (source.kind === 'file') {
    await work(pastOfFile(source.file, since, await spanOf(source.file, share)));
    return;
  }
  const { reader, close } = await openToRead(source.store, source.env);
  try {
    await work(pastOfStore(reader, since, share));
  } finally {
    await close();
  }
}
