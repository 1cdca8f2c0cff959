// A trial on the past as the page sees it: how far it is, what came of it. Knows no markup.

import { useEffect, useRef, useState } from 'react';
import type { TrialOutcome, TrialReport } from '../../data/thresholds-desk.js';
import * as api from './thresholds-api.js';

export type TrialState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly decisions: number }
  /** `text`: what was tried; the page may have been edited since. */
  | { readonly kind: 'done'; readonly report: TrialReport; readonly days: number; readonly text: string }
  | { readonly kind: 'failed'; readonly message: string };

export interface Trial {
  readonly state: TrialState;
  begin(text: string, days: number): Promise<void>;
  stop(): void;
}

const FAILED = 'The past could not be replayed; the reason is in the server’s log.';

export function useTrial(onEnded: () => void): Trial {
  const [state, setState] = useState<TrialState>({ kind: 'none' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function begin(text: string, days: number): Promise<void> {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    setState({ kind: 'running', decisions: 0 });
    const tell = (next: TrialState) => {
      if (running.current === stop) setState(next);
    };
    const answer = await api.tryOnPast(
      text,
      days,
      (decisions) => tell({ kind: 'running', decisions }),
      stop.signal,
    );
    if (!answer.ok && answer.status === 401) return onEnded();
    tell(answer.ok ? stateOf(answer.value) : { kind: 'failed', message: answer.message });

    function stateOf(outcome: TrialOutcome): TrialState {
      switch (outcome.kind) {
        case 'report':
          return { kind: 'done', report: outcome.report, days, text };
        case 'refused':
          return { kind: 'failed', message: outcome.check.faults.join(' ') };
        case 'stopped':
          return { kind: 'none' };
        case 'busy':
        case 'failed':
          return { kind: 'failed', message: FAILED };
        default:
          return outcome satisfies never;
      }
    }
  }

  return { state, begin, stop: () => running.current?.abort() };
}
