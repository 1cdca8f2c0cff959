// Where a business keeps its own pictures of products, and which kinds there may be. Reads none.

/** A folder beside catalogue.csv. */
export const PICTURES = 'pictures';

/** By the ending of the file. Teams draws png, jpg and gif only; on other channels the others are drawn too. */
export const PICTURE_TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml; charset=utf-8',
};
/** Bytes; Teams takes no larger ones (Microsoft Learn, "Format cards in Teams"). */
export const PICTURE_LIMIT = 1024 * 1024;
