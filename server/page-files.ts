// The built files of the browser side: read once, served from memory by their exact names. Only files that were found are served.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { Request, Response } from './http.js';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
};

/** The build's precompressed copies, the best first. */
const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

export interface PageFile {
  readonly contentType: string;
  readonly body: Buffer;
  readonly encoded: readonly { readonly encoding: string; readonly body: Buffer }[];
  /** Of the plain body; 16 hexadecimal digits. */
  readonly hash: string;
}

/** By path from the site's root, such as `/chat/main.js`. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/**
 * Reads every file below `folder` that a browser may ask for; pages (`.html`) are templates and not among them.
 * @param folder such as `dist/web`; one that does not exist has no files.
 */
export function readPageFiles(folder: string): PageFiles {
  const files = new Map<string, PageFile>();
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const contentType = CONTENT_TYPES[extname(entry.name)];
    if (!entry.isFile() || contentType === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const body = readFileSync(path);
    files.set(`/${relative(folder, path).split(sep).join('/')}`, {
      contentType,
      body,
      encoded: ENCODINGS.filter(({ suffix }) => existsSync(path + suffix)).map(({ name, suffix }) => ({
        encoding: name,
        body: readFileSync(path + suffix),
      })),
      hash: createHash('sha256').update(body).digest('hex').slice(0, 16),
    });
  }
  return files;
}

/** @returns whether an Accept-Encoding header allows the encoding; `q=0` forbids it. */
function accepts(header: string, encoding: string): boolean {
  return header.split(',').some((part) => {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

/**
 * Answers with the file. Asked for by its content (`?v=<hash>`, as our pages do) it may be kept for ever; else the browser asks
 * again each time and gets 304 while nothing changed.
 */
export function sendFile(req: Request, res: Response, file: PageFile): void {
  const asked = new URL(req.url ?? '/', 'http://localhost').searchParams.get('v');
  const chosen = file.encoded.find(({ encoding }) =>
    accepts(String(req.headers['accept-encoding'] ?? ''), encoding),
  );
  const etag = `"${file.hash}${chosen === undefined ? '' : `-${chosen.encoding}`}"`;
  res.setHeader('Cache-Control', asked === file.hash ? 'public, max-age=31536000, immutable' : 'no-cache');
  res.setHeader('ETag', etag);
  res.setHeader('Vary', 'Accept-Encoding');
  const known = String(req.headers['if-none-match'] ?? '').split(',');
  if (known.some((tag) => tag.trim().replace(/^W\//, '') === etag)) {
    res.writeHead(304);
    res.end();
    return;
  }
  const body = chosen?.body ?? file.body;
  res.setHeader('Content-Type', file.contentType);
  res.setHeader('Content-Length', body.length);
  if (chosen !== undefined) res.setHeader('Content-Encoding', chosen.encoding);
  res.writeHead(200);
  res.end(body);
}
