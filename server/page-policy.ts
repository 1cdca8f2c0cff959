// The Content-Security-Policy of our pages. What a page may do is said here and nowhere else.

export interface PagePolicy {
  readonly nonce: string;
  /** Where browsers reach this server; streams and sent files name it. */
  readonly publicUrl: string;
  /** Origins whose pages may show this one in a frame, besides our own; `none`: nobody, not even we. */
  readonly framedBy: readonly string[] | 'none';
  /** Frames of our own chat inside this page. */
  readonly framesChat?: boolean;
}

/** The hash of no text at all: Web Chat's scroller makes an empty <style> without the nonce, and adds its rules by script. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/**
 * @returns the header's value. Scripts run by nonce only. Web Chat needs `blob:` for its workers and for the files that a customer
 * sends, `data:` for its icons, and the nonce for the styles that it writes.
 */
export function contentSecurityPolicy({
  nonce,
  publicUrl,
  framedBy,
  framesChat = false,
}: PagePolicy): string {
  const { origin } = new URL(publicUrl);
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}' ${EMPTY_STYLE}`,
    `img-src 'self' ${origin} data: blob:`,
    "media-src 'self' blob:",
    "font-src 'self'",
    `connect-src 'self' blob: ${origin.replace(/^http/, 'ws')}`,
    'worker-src blob:',
    `frame-src ${framesChat ? "'self'" : "'none'"}`,
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framedBy === 'none' ? "'none'" : ["'self'", ...framedBy].join(' ')}`,
  ].join('; ');
}
