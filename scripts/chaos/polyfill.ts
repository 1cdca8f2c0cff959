// What the Direct Line client expects of a browser.

import { WebSocket } from 'ws';
import { createRequire } from 'node:module';

export function polyfillBrowser(): void {
  const { XMLHttpRequest } = createRequire(import.meta.url)('xhr2') as { XMLHttpRequest: unknown };
  Object.assign(globalThis, { XMLHttpRequest, WebSocket });
}
