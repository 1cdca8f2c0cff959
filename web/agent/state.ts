// How each event changes what the console knows, as one pure reducer. Knows no network, no clock and no markup.

import { type ConsoleAction, type ConsoleState, initialState } from './console-state.js';
import { delivered, linesCame, viewFailed, viewRead } from './lines-state.js';
import { letGo, presenceChanged, queueChanged } from './queue-state.js';

export * from './console-state.js';
export { type HandoffRef, sameHandoff } from './handoff-ref.js';
export { mergeLines } from './lines-state.js';
export { SET_AWAY } from './queue-state.js';

export function reduce(state: ConsoleState, action: ConsoleAction): ConsoleState {
  switch (action.type) {
    case 'signed-in':
      return { ...fresh(state), session: { kind: 'agent', agent: action.agent } };
    case 'signed-out':
      return { ...fresh(state), session: { kind: 'guest', message: action.message } };
    case 'connection':
      return { ...state, connection: action.connection };
    case 'queue':
      return queueChanged(state, action.rows);
    case 'lines':
      return linesCame(state, action, action.lines);
    case 'typing':
      if (state.typing.includes(action.handoffId)) return state;
      return { ...state, typing: [...state.typing, action.handoffId] };
    case 'typing-over':
      return { ...state, typing: state.typing.filter((id) => id !== action.handoffId) };
    case 'opened':
      return {
        ...state,
        open: { kind: 'loading', ref: action.ref, early: [] },
        unread: without(state.unread, action.ref.handoffId),
        notice: undefined,
      };
    case 'view-read':
      return viewRead(state, action.view);
    case 'view-failed':
      return viewFailed(state, action.ref, action.message);
    case 'closed':
      return action.ref ? letGo(state, action.ref) : { ...state, open: { kind: 'none' } };
    case 'delivery':
      return delivered(state, action.message, action.delivery);
    case 'message-discarded':
      return { ...state, pending: state.pending.filter((m) => m.clientId !== action.clientId) };
    case 'presence':
      return presenceChanged(state, action.presence, action.setAway);
    case 'announced':
      return { ...state, announcement: action.text };
    case 'settings':
      return { ...state, settings: action.settings };
    case 'notice':
      return { ...state, notice: action.notice };
    default:
      return action satisfies never;
  }
}

/** What outlives a session: nothing of any customer. */
function fresh({ settings }: ConsoleState): ConsoleState {
  return { ...initialState, settings };
}

function without(unread: ConsoleState['unread'], handoffId: string): ConsoleState['unread'] {
  return Object.fromEntries(Object.entries(unread).filter(([id]) => id !== handoffId));
}
