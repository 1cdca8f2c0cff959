// Ties the state, the calls and the live events together: what the agent can do. Knows no markup.

import type { AgentView, TranscriptLine } from '../../handoff/views.js';
import type { Answer, Refusal } from './api.js';
import * as api from './api.js';
import { createCaller } from './caller.js';
import { newClientId } from './client-id.js';
import { createConsoleEvents } from './console-events.js';
import { forgetDrafts } from './drafts.js';
import { keepMessages, readKept } from './kept-messages.js';
import { createOutbox } from './outbox.js';
import { createReading } from './reading.js';
import { keepSettings, readSettings, type Settings } from './settings.js';
import {
  type ConsoleAction,
  type ConsoleState,
  type HandoffRef,
  initialState,
  type PendingMessage,
  reduce,
  sameHandoff,
} from './state.js';

const SESSION_ENDED = 'Your session has ended. Sign in again; your drafts are kept.';

export type ConsoleStore = ReturnType<typeof createConsoleStore>;

export function createConsoleStore() {
  let state: ConsoleState = { ...initialState, settings: readSettings() };
  const watchers = new Set<() => void>();
  // Its end is told to the queue before the call that ends it is answered; reading it in between would find nothing.
  let finishing: HandoffRef | undefined;
  let readings = 0;
  let newestReading = 0;

  const outbox = createOutbox({
    send: async (message) => {
      const answer = await checked(api.say(message, message));
      if (!answer.ok && answer.code !== 'OFFLINE') refreshOpen();
      return answer;
    },
    onDelivery: (message, delivery) => dispatch({ type: 'delivery', message, delivery }),
    read: readKept,
    keep: keepMessages,
  });
  const reading = createReading({
    inSight: () => document.visibilityState === 'visible' && events.attended(),
    tell: async (ref, sequence) => (await checked(api.read(ref, sequence))).ok,
  });

  function dispatch(action: ConsoleAction): void {
    state = reduce(state, action);
    reading.look(state.open);
    for (const watcher of watchers) watcher();
  }

  function signedIn(agent: AgentView): void {
    dispatch({ type: 'signed-in', agent });
    events.start();
    outbox.open(agent.id);
  }

  function signedOut(message?: string): void {
    outbox.close();
    events.stop();
    dispatch({ type: 'signed-out', message });
  }

  /** @returns the answer, after leaving the console when the session is over. */
  async function checked<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
    const answer = await call;
    if (!answer.ok && answer.status === 401 && state.session.kind === 'agent') signedOut(SESSION_ENDED);
    return answer;
  }

  async function refresh(ref: HandoffRef): Promise<void> {
    readings += 1;
    const mine = readings;
    const answer = await checked(api.readHandoff(ref));
    // Answers may overtake each other; an older one would take back what the newer one said.
    if (mine < newestReading) return;
    newestReading = mine;
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

  const caller = createCaller({ settings: () => state.settings, onOpen: open });
  const events = createConsoleEvents({
    state: () => state,
    dispatch,
    call: caller.call,
    refreshOpen,
    onOpen: outbox.resume,
    onReturn: () => reading.look(state.open),
    // A refusal says nothing that the stream does not say too.
    answer: () => void api.alive(),
    async ask() {
      const answer = await checked(api.me());
      if (!answer.ok) return;
      const { presence, setAway } = answer.value;
      dispatch({ type: 'presence', presence, ...(setAway ? { setAway } : {}) });
    },
  });
  document.addEventListener('visibilitychange', () => reading.look(state.open));

  function open(ref: HandoffRef): void {
    if (state.open.kind === 'ready' && sameHandoff(state.open.ref, ref)) return;
    dispatch({ type: 'opened', ref: { customerId: ref.customerId, handoffId: ref.handoffId } });
    void refresh(ref);
  }

  function warn(refusal: Refusal): void {
    if (refusal.status !== 401) {
      dispatch({ type: 'notice', notice: { intent: 'warning', text: refusal.message } });
    }
  }

  function discard({ clientId }: PendingMessage): void {
    outbox.discard(clientId);
    dispatch({ type: 'message-discarded', clientId });
  }

  /** Carries out what takes a conversation off the screen. @returns whether it was done; if not, a notice says why. */
  async function letGo(ref: HandoffRef, call: () => Promise<Answer<void>>, said: string): Promise<boolean> {
    finishing = ref;
    const answer = await checked(call());
    finishing = undefined;
    if (!answer.ok) {
      warn(answer);
      refreshOpen();
      return false;
    }
    forgetDrafts(ref.handoffId);
    for (const message of state.pending.filter((one) => sameHandoff(one, ref))) discard(message);
    dispatch({ type: 'closed', ref });
    dispatch({ type: 'notice', notice: { intent: 'info', text: said } });
    return true;
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
      signedIn(answer.value);
    },

    async signIn(email: string, password: string) {
      const answer = await api.login(email, password);
      if (!answer.ok) return signedOut(answer.message);
      signedIn(answer.value);
    },

    async signOut() {
      const answer = await checked(api.logout());
      if (answer.ok) signedOut();
      else warn(answer);
    },

    async choosePresence(presence: AgentView['presence']) {
      const answer = await checked(api.choosePresence(presence));
      if (answer.ok) dispatch({ type: 'presence', presence });
      else warn(answer);
    },

    open,

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

    send(ref: HandoffRef, epoch: number, text: string, attachments: TranscriptLine['attachments'] = []) {
      const { customerId, handoffId } = ref;
      const files = attachments.length > 0 ? { attachments } : {};
      outbox.put({ customerId, handoffId, epoch, text, clientId: newClientId(), ...files });
    },

    /** The same id again: if it had arrived after all, it is not said twice. */
    retry({ delivery: _delivery, problem: _problem, ...message }: PendingMessage) {
      const { open } = state;
      const epoch = open.kind === 'ready' && sameHandoff(open.ref, message) ? open.view.epoch : message.epoch;
      outbox.put({ ...message, epoch });
    },

    discard,

    /** @returns whether it was done; if not, a notice says why. */
    async finish(
      ref: HandoffRef,
      how: 'return' | 'close',
      epoch: number,
      note: string,
      reason?: string,
    ): Promise<boolean> {
      const ending = { epoch, note: note.trim() || undefined, reason };
      const said = how === 'return' ? 'The bot has the conversation again.' : 'The conversation is closed.';
      return letGo(ref, () => api.finish(ref, how, ending), said);
    },

    letGo,

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

    /**
     * Carries out a call about a conversation and reads the open one again; a refusal becomes a notice.
     * @param quiet a refusal is no notice: for what the agent did not ask for by a key press.
     */
    async act<T>(call: Promise<Answer<T>>, quiet?: 'quiet'): Promise<Answer<T>> {
      const answer = await checked(call);
      if (!answer.ok && !quiet) warn(answer);
      if (!quiet) refreshOpen();
      return answer;
    },

    choose(settings: Settings) {
      keepSettings(settings);
      dispatch({ type: 'settings', settings });
    },

    /** A word to the agent. */
    tell(text: string) {
      dispatch({ type: 'notice', notice: { intent: 'info', text } });
    },

    dismissNotice() {
      dispatch({ type: 'notice' });
    },
  };
}
