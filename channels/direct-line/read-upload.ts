// An upload as it comes in: which files of which types are taken, in either shape of the protocol. Stores nothing.

import { RapportError } from '../../data/errors.js';
import { FILE_TYPES, fileTypeOf } from '../../data/file-type.js';
import { type PostedActivity, parsePosted } from './inbound.js';

/** Bytes of a whole upload, all files together. */
export const UPLOAD_LIMIT = 5 * 1024 * 1024;
const FILE_LIMIT = 4 * 1024 * 1024;
const FILES_LIMIT = 5;
/** Characters; the last ones are kept, which tell what kind of file it is. */
const NAME_LIMIT = 120;

export interface ReceivedFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface ReceivedUpload {
  readonly activity: PostedActivity;
  readonly files: readonly ReceivedFile[];
}

/**
 * Reads either shape of the protocol: a multipart form of `activity` and `file` parts, or one file as it is.
 * @throws RapportError BAD_REQUEST for a shape, type, content or number of files that is not taken; TOO_LARGE above 4 MB a file.
 */
export async function readUpload(
  headers: { readonly contentType: string; readonly contentDisposition?: string },
  body: Uint8Array<ArrayBuffer>,
): Promise<ReceivedUpload> {
  const multipart = /^multipart\/form-data\b/i.test(headers.contentType);
  const upload = multipart ? await readForm(headers.contentType, body) : oneFile(headers, body);
  if (upload.files.length === 0) throw refused('it has no file', 'Send at least one.');
  if (upload.files.length > FILES_LIMIT)
    throw refused(`it has ${upload.files.length} files`, `Send at most ${FILES_LIMIT}.`);
  for (const { name, contentType, bytes } of upload.files) {
    if (!FILE_TYPES.some((type) => type === contentType)) {
      throw refused(`"${name}" is of type "${contentType}"`, `Send one of ${FILE_TYPES.join(', ')}.`);
    }
    if (bytes.length > FILE_LIMIT) {
      throw new RapportError('TOO_LARGE', `"${name}" is larger than 4 MB.`, 'Send a smaller file.');
    }
    if (fileTypeOf(bytes) !== contentType) {
      throw refused(`"${name}" is no ${contentType} inside`, 'Send the file under its own type.');
    }
  }
  return upload;
}

async function readForm(contentType: string, body: Uint8Array<ArrayBuffer>): Promise<ReceivedUpload> {
  let form: FormData;
  try {
    form = await new Response(body, { headers: { 'Content-Type': contentType } }).formData();
  } catch (error) {
    throw refused('its form can not be read', 'Send multipart/form-data.', error);
  }
  const parts = [...form.entries()];
  const activity = parts.find(([name]) => name === 'activity')?.[1];
  const files = parts.flatMap(([name, part]) =>
    name === 'activity' || typeof part === 'string' ? [] : part,
  );
  return {
    activity: await readActivity(activity),
    files: await Promise.all(
      files.map(async (file) => ({
        name: cleanName(file.name),
        contentType: bareType(file.type),
        bytes: new Uint8Array(await file.arrayBuffer()),
      })),
    ),
  };
}

async function readActivity(part: Blob | string | undefined): Promise<PostedActivity> {
  if (part === undefined) return parsePosted({ type: 'message' });
  const text = typeof part === 'string' ? part : await part.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw refused('its activity is not JSON', 'Send the part "activity" as JSON.', error);
  }
  return parsePosted(json);
}

function oneFile(
  {
    contentType,
    contentDisposition = '',
  }: { readonly contentType: string; readonly contentDisposition?: string },
  bytes: Uint8Array,
): ReceivedUpload {
  const name = /filename="?([^";]+)"?/i.exec(contentDisposition)?.[1] ?? 'file';
  const file = { name: cleanName(name), contentType: bareType(contentType), bytes };
  return { activity: parsePosted({ type: 'message' }), files: bytes.length > 0 ? [file] : [] };
}

function bareType(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}

/** The last part of a path, without what could break out of a header or reorder a line of text. */
export function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/[\p{C}"]/gu, '').trim();
  // By code points: half a character can't be written into a header.
  return [...clean].slice(-NAME_LIMIT).join('') || 'file';
}

function refused(why: string, remedy: string, cause?: unknown): RapportError {
  return new RapportError('BAD_REQUEST', `the upload was not taken: ${why}.`, remedy, { cause });
}
