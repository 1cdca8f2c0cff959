// The business console's calls about thresholds; every outcome is a value. Knows no state and no markup.

import type { ThresholdsCheck, ThresholdsView, TrialOutcome } from '../../data/thresholds-desk.js';
import { type Answer, request } from '../agent/api.js';

const BASE = '/api/business/thresholds';

export const read = () => request<ThresholdsView>('GET', BASE);
export const textOf = (version: number) => request<{ text: string }>('GET', `${BASE}/${version}`);
export const check = (text: string) => request<ThresholdsCheck>('POST', `${BASE}/check`, { text });
export const put = (text: string, comment: string, newest: number) =>
  request<{ version: number }>('POST', BASE, { text, comment, newest });
export const restore = (version: number, newest: number) =>
  request<{ version: number }>('POST', `${BASE}/${version}/restore`, { newest });

type Line = TrialOutcome | { readonly kind: 'progress'; readonly decisions: number };

/**
 * One request is the whole trial; aborting it ends the work.
 * @param progress decisions so far.
 */
export async function tryOnPast(
  text: string,
  days: number,
  progress: (decisions: number) => void,
  signal: AbortSignal,
): Promise<Answer<TrialOutcome>> {
  try {
    const response = await fetch(`${BASE}/try`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text, days }),
      signal,
    });
    if (!response.ok || !response.body) return refusalOf(response);
    for await (const line of linesOf(response.body)) {
      if (line.kind === 'progress') progress(line.decisions);
      else return { ok: true, value: line };
    }
    return BROKEN_OFF;
  } catch {
    return signal.aborted ? { ok: true, value: { kind: 'stopped' } } : BROKEN_OFF;
  }
}

const BROKEN_OFF: Answer<never> = {
  ok: false,
  status: 0,
  code: 'OFFLINE',
  message: 'The trial broke off: the server cannot be reached. Try again in a moment.',
};

async function refusalOf(response: Response): Promise<Answer<never>> {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return { ok: false, status: response.status, ...error };
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Line> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Line;
  }
}
