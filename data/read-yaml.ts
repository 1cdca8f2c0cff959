// One YAML file through one schema: the value, or every fault with its line. Knows no particular file.

import { basename } from 'node:path';
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { businessInvalid, type Fault, issueInWords } from './business-faults.js';
import { readText } from './read-text.js';

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Reads YAML 1.2 (core: days and times stay texts) and checks it.
 * @param shownAs the file's name in faults.
 */
export async function readYaml<T>(
  path: string,
  schema: z.ZodType<T>,
  shownAs: string = basename(path),
): Promise<Read<T>> {
  const unread: Fault[] = [];
  const text = await readText(path, shownAs, (fault) => unread.push(fault));
  return text === undefined ? { ok: false, faults: unread } : readYamlText(text, schema, shownAs);
}

/** The same for a text that was read already. */
export function readYamlText<T>(text: string, schema: z.ZodType<T>, shownAs: string): Read<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = [
    ...document.errors.map((e) => ({ at: e.pos[0], why: e.message })),
    ...unknownAliases(document),
  ];
  if (broken.length > 0) {
    return {
      ok: false,
      faults: broken.map(({ at, why }) => ({
        file: shownAs,
        line: lines.linePos(at).line,
        what: `this is not YAML: ${why.replace(/\.$/, '')}`,
        remedy: 'Look at the indentation, colons and quotes of this line and the one above.',
      })),
    };
  }
  const found: unknown = document.toJS();
  const parsed = schema.safeParse(found);
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    faults: parsed.error.issues.map((issue) => ({
      file: shownAs,
      line: lineOf(document, lines, pathOf(issue)),
      ...issueInWords(issue, issue.path.join('.'), valueAt(found, issue.path)),
    })),
  };
}

/** @returns where values stand in a text that is YAML; for what is not written there, the line of the nearest thing around it. */
export function linesOf(text: string): (path: readonly PropertyKey[]) => number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  return (path) => lineOf(document, lines, path);
}

/**
 * The same for a file that stands alone.
 * @throws RapportError BUSINESS_INVALID that lists every fault of the file.
 */
export async function loadYaml<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const read = await readYaml(path, schema);
  if (!read.ok) throw businessInvalid(path, read.faults);
  return read.value;
}

/** A text that begins with `*` is an alias to YAML; without quotes it would only fail later, without a line. */
function unknownAliases(document: Document): readonly { readonly at: number; readonly why: string }[] {
  const unknown: { at: number; why: string }[] = [];
  visit(document, {
    Alias(_, node) {
      if (!node.resolve(document))
        unknown.push({ at: rangeStart(node) ?? 0, why: `*${node.source} needs quotes` });
    },
  });
  return unknown;
}

function pathOf(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
}

/** The line of what stands at the path; of something missing, that of the nearest thing around it. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let found: number | undefined;
  for (const key of path) {
    if (isMap(node)) {
      // A key such as 4 is a number to YAML, and a text to the schema.
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (!pair) break;
      found = rangeStart(pair.key) ?? found;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      found = rangeStart(node) ?? found;
    } else break;
  }
  return found === undefined ? 1 : lines.linePos(found).line;
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
    return undefined;
  const start: unknown = node.range[0];
  return typeof start === 'number' ? start : undefined;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}
