// The versions of what was approved, as they are kept: one record each, numbered without gaps, never changed. Knows no checks.

import type { KnowledgeVersion } from '../../data/knowledge-version.js';
import type { Collection } from '../../data/ports.js';

export interface KnowledgeVersions {
  /** The newest; `undefined` while there is the folder alone. */
  newest(): Promise<KnowledgeVersion | undefined>;
  /** Oldest first. */
  all(): Promise<readonly KnowledgeVersion[]>;
  /** The commit of a change: of two that add the same number, one wins. */
  add(version: KnowledgeVersion): Promise<'saved' | 'conflict'>;
}

export function createKnowledgeVersions(kept: Collection<KnowledgeVersion>): KnowledgeVersions {
  let newest: KnowledgeVersion | undefined;
  let read = false;

  async function all(): Promise<readonly KnowledgeVersion[]> {
    return (await kept.list()).map(({ stored }) => stored.value).sort((a, b) => a.number - b.number);
  }

  return {
    all,
    async newest() {
      if (!read) newest = (await all()).at(-1);
      read = true;
      // Numbers have no gaps, so looking for the next one finds what other processes have added.
      for (;;) {
        const next = await kept.get(keyOf((newest?.number ?? 0) + 1));
        if (!next) return newest;
        newest = next.value;
      }
    },
    add: (version) => kept.save(keyOf(version.number), version, 0),
  };
}

function keyOf(number: number): string {
  return `version-${number}`;
}
