// Pictures of products under stable addresses: the business's own where the catalogue names one, else a drawn one. Knows no cards.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Product } from '../data/business.js';
import { RapportError } from '../data/errors.js';
import type { ProductId } from '../data/ids.js';
import { PICTURE_TYPES, PICTURES } from '../data/product-picture.js';
import { drawPicture } from './draw-picture.js';
import type { Server } from './http.js';
import { type PageFile, sendFile } from './page-files.js';

export interface PictureSources {
  /** The business's folder. */
  readonly folder: string;
  readonly products: ReadonlyMap<ProductId, Product>;
}

const paths = new WeakMap<Product, string>();

/** @returns the path of a product's picture; a drawn one carries its hash, so that browsers may keep it for ever. */
export function picturePath(product: Product): string {
  const known = paths.get(product);
  if (known !== undefined) return known;
  const path = pathOf(product);
  // Drawing it only to name it costs as much as a small answer, and a card asks for it each time it is shown.
  paths.set(product, path);
  return path;
}

function pathOf(product: Product): string {
  const path = `/pictures/${encodeURIComponent(product.id)}`;
  return product.picture === undefined
    ? `${path}.svg?v=${drawn(product).hash}`
    : path + extname(product.picture).toLowerCase();
}

/**
 * `GET /pictures/<product id>.<ending>`. 404 for a product that is not sold. Only
 * `src` of an image may use them: a script in a business's own SVG is not run, by the policy that every answer carries.
 */
export function registerPictures(server: Server, { folder, products }: PictureSources): void {
  server.get('/pictures/:id', async (req, res) => {
    const asked = String(req.params.id);
    const product =
      products.get(asked as ProductId) ?? products.get(asked.replace(/\.\w+$/, '') as ProductId);
    if (!product)
      throw new RapportError('NOT_FOUND', 'there is no such product.', 'Take the address from a card.');
    // Other sites embed the chat and read its cards through their own pages.
    res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    sendFile(req, res, product.picture === undefined ? drawn(product) : await own(folder, product.picture));
  });
}

function drawn(product: Product): PageFile {
  return fileOf(Buffer.from(drawPicture(product)), 'image/svg+xml; charset=utf-8');
}

/** Read anew each time: the business may replace it while we run, and the hash tells browsers. */
async function own(folder: string, picture: string): Promise<PageFile> {
  const type = PICTURE_TYPES[extname(picture).toLowerCase()] ?? 'application/octet-stream';
  try {
    return fileOf(await readFile(join(folder, PICTURES, picture)), type);
  } catch (cause) {
    throw new RapportError('NOT_FOUND', 'the picture is gone.', 'Put it back into the folder of pictures.', {
      cause,
    });
  }
}

function fileOf(body: Buffer, contentType: string): PageFile {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return { contentType, body, encoded: [], hash };
}
