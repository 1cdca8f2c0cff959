// How a changed record stands in the log: all but its transcripts, and what was added to those. Pure.

import { pushList } from './record-text.js';

/** What becomes of one transcript, in the order of the record's conversations. */
export interface Addition {
  /** Which of the base's transcripts it goes on; absent: it begins afresh. */
  readonly from?: number;
  /** Entries at the beginning of that one which are gone. */
  readonly skip?: number;
  /** What was said since, each as JSON. */
  readonly added: readonly Uint8Array[];
}

interface Change {
  readonly version: number;
  /** Version of the record that this goes on. */
  readonly base: number;
  /** The record as JSON, its transcripts empty. */
  readonly rest: string;
  readonly additions: readonly Addition[];
}

interface LoggedChange {
  readonly version: number;
  /** Absent: `record` is whole. */
  readonly base?: number;
  readonly record: { conversations: { transcript: readonly unknown[] }[] };
  readonly transcripts?: readonly {
    readonly from?: number;
    readonly skip?: number;
    readonly add: readonly unknown[];
  }[];
}

/** @returns how it stands in the log, in pieces. */
export function loggedChange({ version, base, rest, additions }: Change): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let open = `{"version":${version},"base":${base},"record":${rest},"transcripts":[`;
  for (const { from, skip, added } of additions) {
    const place = from === undefined ? '' : `"from":${from},"skip":${skip ?? 0},`;
    pieces.push(Buffer.from(`${open}{${place}"add":[`));
    pushList(pieces, added);
    open = ']},';
  }
  pieces.push(Buffer.from(additions.length > 0 ? ']}]}' : `${open}]}`));
  return pieces;
}

/**
 * Makes the file that all these changes lead to.
 * @param placed what lies in the file's place; `undefined` when there is none.
 * @param changes in the order in which they were logged, those included that `placed` already has.
 * @returns `undefined` when what lies there is as new.
 * @throws SyntaxError, or an Error when the changes do not go on what lies there.
 */
export function afterChanges(placed: string | undefined, changes: readonly string[]): string | undefined {
  let current: Pick<LoggedChange, 'version' | 'record'> | undefined;
  let isChanged = false;
  for (const text of changes) {
    const change: LoggedChange = JSON.parse(text);
    if (change.base !== undefined) current ??= placed === undefined ? undefined : JSON.parse(placed);
    if (current && current.version >= change.version) continue;
    current = { version: change.version, record: applied(change, current) };
    isChanged = true;
  }
  return isChanged ? JSON.stringify(current) : undefined;
}

function applied(
  { base, record, transcripts, version }: LoggedChange,
  current: Pick<LoggedChange, 'version' | 'record'> | undefined,
): LoggedChange['record'] {
  if (base === undefined) return record;
  if (current?.version !== base)
    throw new Error(`version ${version} goes on version ${base}, and there is ${current?.version ?? 'none'}`);
  record.conversations.forEach((conversation, index) => {
    const { from, skip = 0, add } = transcripts?.[index] ?? { add: [] };
    const before = from === undefined ? [] : (current.record.conversations[from]?.transcript ?? []);
    conversation.transcript = [...before.slice(skip), ...add];
  });
  return record;
}
