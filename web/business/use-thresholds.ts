// What the thresholds' pages share: what is in force, the text being edited, what the server says of it. Knows no markup.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { ThresholdsCheck, ThresholdsView } from '../../data/thresholds-desk.js';
import * as api from './thresholds-api.js';

/** Milliseconds between two readings: others put versions in force too, and the file may change. */
const READ_MS = 4_000;
/** Milliseconds without a keystroke after which a text is checked. */
const PAUSE_MS = 400;

export interface ThresholdsState {
  readonly view: ThresholdsView | undefined;
  /** Why there is no view. */
  readonly problem: string | undefined;
  readonly text: string;
  /** The version that the text was begun from. */
  readonly base: number;
  /** Absent while it is being checked. */
  readonly check: ThresholdsCheck | undefined;
  edit(text: string): void;
  /** Forgets the edits, and begins from what is in force. */
  begin(): Promise<void>;
}

/** @param active nothing is read while nobody looks. */
export function useThresholds(active: boolean, onEnded: () => void): ThresholdsState {
  const [view, setView] = useState<ThresholdsView>();
  const [problem, setProblem] = useState<string>();
  const [draft, setDraft] = useState<{ readonly text: string; readonly base: number }>();
  const [checked, setChecked] = useState<{ readonly text: string; readonly check: ThresholdsCheck }>();
  const ended = useRef(onEnded);
  ended.current = onEnded;

  const read = useCallback(async () => {
    const answer = await api.read();
    if (answer.ok) {
      setProblem(undefined);
      setView(answer.value);
    } else if (answer.status === 401) ended.current();
    else setProblem(answer.message);
  }, []);

  useEffect(() => {
    if (!active) return;
    void read();
    const timer = setInterval(() => void read(), READ_MS);
    return () => clearInterval(timer);
  }, [active, read]);

  const text = draft?.text ?? view?.text ?? '';
  const base = draft?.base ?? view?.version ?? 0;
  useEffect(() => {
    if (!active || text === '') return;
    let stale = false;
    const timer = setTimeout(async () => {
      const answer = await api.check(text);
      if (!stale && answer.ok) setChecked({ text, check: answer.value });
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [active, text]);

  return {
    view,
    problem,
    text,
    base,
    check: checked?.text === text ? checked.check : undefined,
    edit: (changed) => setDraft(changed === view?.text ? undefined : { text: changed, base }),
    begin: async () => {
      await read();
      setDraft(undefined);
    },
  };
}
