// Ties the state, the calls and the live events together: what the agent can do. Knows no markup.

import type { Answer, Refusal } from './api.js';
import * as api from './api.js';
import { keepDraft } from './drafts.js';
import { listen } from './live.js';
import {
  type ConsoleAction,
  type ConsoleState,
  type HandoffRef,
  initialState,
  isOutdated,
  type PendingMessage,
  reduce,
  sameHandoff,
} from './state.js';

const SESSION_ENDED = 'Your session has ended. Sign in again; your drafts are kept.';

export type ConsoleStore = ReturnType<typeof createConsoleStore>;

export function createConsoleStore() {
  let state: ConsoleState = initialState;
  const watchers = new Set<() => void>();
  let stopListening: (() => void) | undefined;
  // Its end is told to the queue before the call that ends it is answered; reading it in between would find nothing.
  let finishing: HandoffRef | undefined;
  // One message after the other, so that they arrive in the order in which they were written.
  let sending: Promise<void> = Promise.resolve();

  function dispatch(action: ConsoleAction): void {
    state = reduce(state, action);
    for (const watcher of watchers) watcher();
  }

  function signedOut(message?: string): void {
    stopListening?.();
    stopListening = undefined;
    dispatch({ type: 'signed-out', message });
  }

  /** @returns the answer, after leaving the console when the session is over. */
  async function checked<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
    const answer = await call;
    if (!answer.ok && answer.status === 401 && state.session.kind === 'agent') signedOut(SESSION_ENDED);
    return answer;
  }

  async function refresh(ref: HandoffRef): Promise<void> {
    const answer = await checked(api.readHandoff(ref));
    if (answer.ok) dispatch({ type: 'view-read', view: answer.value });
    // What is on the screen is better than an error in its place, unless the conversation is really gone.
    else if (answer.code !== 'OFFLINE' || state.open.kind !== 'ready') {
      dispatch({ type: 'view-failed', ref, message: answer.message });
    }
  }

  function refreshOpen(): void {
    const { open } = state;
    if (open.kind === 'none' || (finishing && sameHandoff(finishing, open.ref))) return;
    void refresh(open.ref);
  }

  function startListening(): void {
    stopListening?.();
    stopListening = listen({
      onOpen() {
        dispatch({ type: 'connection', connection: 'open' });
        refreshOpen();
      },
      onLost(refused) {
        dispatch({ type: 'connection', connection: 'reconnecting' });
        if (refused) void checked(api.me());
      },
      onEvent(event) {
        dispatch(event);
        const { open } = state;
        if (event.type === 'queue' && open.kind === 'ready' && isOutdated(open.view, event.rows)) {
          refreshOpen();
        }
      },
    });
  }

  function warn(refusal: Refusal): void {
    if (refusal.status !== 401) {
      dispatch({ type: 'notice', notice: { intent: 'warning', text: refusal.message } });
    }
  }

  function deliver(message: Omit<PendingMessage, 'delivery' | 'problem'>): void {
    dispatch({ type: 'message-sending', message });
    const { clientId, text, epoch } = message;
    sending = sending.then(async () => {
      const answer = await checked(api.say(message, { clientId, text, epoch }));
      if (answer.ok) return dispatch({ type: 'message-sent', clientId });
      dispatch({ type: 'message-failed', clientId, problem: answer.message });
      if (answer.code !== 'OFFLINE') refreshOpen();
    });
  }

  return {
    state: () => state,
    /** @returns a function that ends the watching. */
    watch(watcher: () => void) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },

    /** Finds out whether a session is still open. */
    async start() {
      const answer = await api.me();
      if (!answer.ok) return signedOut(answer.status === 401 ? undefined : answer.message);
      dispatch({ type: 'signed-in', agent: answer.value });
      startListening();
    },

    async signIn(email: string, password: string) {
      const answer = await api.login(email, password);
      if (!answer.ok) return signedOut(answer.message);
      dispatch({ type: 'signed-in', agent: answer.value });
      startListening();
    },

    async signOut() {
      const answer = await checked(api.logout());
      if (answer.ok) signedOut();
      else warn(answer);
    },

    async choosePresence(presence: 'online' | 'away') {
      const answer = await checked(api.choosePresence(presence));
      if (answer.ok) dispatch({ type: 'presence', presence });
      else warn(answer);
    },

    open(ref: HandoffRef) {
      if (state.open.kind === 'ready' && sameHandoff(state.open.ref, ref)) return;
      dispatch({ type: 'opened', ref: { customerId: ref.customerId, handoffId: ref.handoffId } });
      void refresh(ref);
    },

    async claim(ref: HandoffRef) {
      const answer = await checked(api.claim(ref));
      if (!answer.ok) {
        warn(answer);
        return refreshOpen();
      }
      const { open } = state;
      if (open.kind === 'none' || !sameHandoff(open.ref, ref)) {
        dispatch({ type: 'opened', ref: { customerId: ref.customerId, handoffId: ref.handoffId } });
      }
      await refresh(ref);
    },

    send(ref: HandoffRef, epoch: number, text: string) {
      deliver({
        customerId: ref.customerId,
        handoffId: ref.handoffId,
        epoch,
        text,
        clientId: newClientId(),
      });
    },

    /** The same id again: if it had arrived after all, it is not said twice. */
    retry(message: PendingMessage) {
      const { open } = state;
      const epoch = open.kind === 'ready' && sameHandoff(open.ref, message) ? open.view.epoch : message.epoch;
      const { customerId, handoffId, clientId, text } = message;
      deliver({ customerId, handoffId, clientId, text, epoch });
    },

    discard(message: PendingMessage) {
      dispatch({ type: 'message-discarded', clientId: message.clientId });
    },

    /** @returns whether it was done; if not, a notice says why. */
    async finish(ref: HandoffRef, how: 'return' | 'close', epoch: number, note: string): Promise<boolean> {
      finishing = ref;
      const answer = await checked(api.finish(ref, how, epoch, note.trim()));
      finishing = undefined;
      if (!answer.ok) {
        warn(answer);
        refreshOpen();
        return false;
      }
      keepDraft(ref.handoffId, '');
      dispatch({ type: 'closed' });
      const text = how === 'return' ? 'The bot has the conversation again.' : 'The conversation is closed.';
      dispatch({ type: 'notice', notice: { intent: 'info', text } });
      return true;
    },

    /** @returns whether it was taken; if not, a notice says why. */
    async propose(ref: HandoffRef, draft: { question: string; answer: string }): Promise<boolean> {
      const answer = await checked(api.propose(ref, draft));
      if (!answer.ok) {
        warn(answer);
        return false;
      }
      const text =
        'Thank you. The answer is proposed; it is used once it is approved in the business console.';
      dispatch({ type: 'notice', notice: { intent: 'info', text } });
      return true;
    },

    dismissNotice() {
      dispatch({ type: 'notice' });
    },
  };
}

/** `crypto.randomUUID` exists on secure origins only; a console in a shop's own network may have none. */
function newClientId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
