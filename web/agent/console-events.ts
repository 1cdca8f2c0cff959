// While somebody is signed in: takes the live events into the state, calls the agent, and says that they are here. Knows no markup.

import type { ConsoleEvent, HandoffView } from '../../handoff/views.js';
import { type Activity, noticeActivity } from './activity.js';
import { type Alert, alertOfLines, alertsOfQueue, alertsOfTime } from './alerts.js';
import { listen } from './live.js';
import { isOutdated } from './queue-groups.js';
import { type ConsoleAction, type ConsoleState, sameHandoff } from './state.js';

/** Milliseconds; a customer's page tells it anew every few seconds for as long as they type. */
const TYPING_LASTS_MS = 6_000;
/** Milliseconds between two looks at the promises. */
const LOOK_EVERY_MS = 5_000;

export interface ConsoleEvents {
  start(): void;
  stop(): void;
  /** Somebody is taken to be before the screen. */
  attended(): boolean;
}

export function createConsoleEvents(parts: {
  readonly state: () => ConsoleState;
  readonly dispatch: (action: ConsoleAction) => void;
  readonly call: (alert: Alert) => void;
  readonly refreshOpen: () => void;
  readonly onOpen: () => void;
  /** Asks the server who we are, which shows whether the session has ended and what presence it knows. */
  readonly ask: () => void;
  /** Tells the server, which asked, that this console is here. */
  readonly answer: () => void;
  /** Somebody came back to the screen. */
  readonly onReturn: () => void;
}): ConsoleEvents {
  const { state, dispatch } = parts;
  const typingEnds = new Map<string, number>();
  let ends: readonly (() => void)[] = [];
  let activity: Activity | undefined;

  function typingEndsLater(handoffId: string): void {
    window.clearTimeout(typingEnds.get(handoffId));
    const over = () => dispatch({ type: 'typing-over', handoffId });
    typingEnds.set(handoffId, window.setTimeout(over, TYPING_LASTS_MS));
  }

  function alertsOf(event: ConsoleEvent): readonly Alert[] {
    const { queue, open } = state();
    if (event.type === 'queue') return alertsOfQueue(queue, event.rows);
    if (event.type !== 'lines') return [];
    const attentive = open.kind !== 'none' && sameHandoff(open.ref, event) && document.hasFocus();
    const row = queue?.find((one) => sameHandoff(one, event));
    return [alertOfLines(row, event.lines, attentive) ?? []].flat();
  }

  function take(event: ConsoleEvent): void {
    for (const alert of alertsOf(event)) parts.call(alert);
    dispatch(event);
    const { open } = state();
    if (event.type === 'typing') typingEndsLater(event.handoffId);
    if (open.kind === 'ready' && saysMore(event, open.view)) parts.refreshOpen();
  }

  function watchPromises(): () => void {
    const told = new Set<string>();
    const timer = setInterval(() => {
      for (const alert of alertsOfTime(state().queue ?? [], Date.now(), told)) {
        told.add(alert.once);
        dispatch({ type: 'announced', text: `${alert.title}. ${alert.text}` });
        parts.call(alert);
      }
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }

  function stop(): void {
    for (const end of ends) end();
    ends = [];
  }

  return {
    start() {
      stop();
      activity = noticeActivity(parts.ask, parts.onReturn);
      ends = [
        activity.end,
        listen({
          onOpen() {
            dispatch({ type: 'connection', connection: 'open' });
            parts.refreshOpen();
            parts.onOpen();
          },
          onLost(refused) {
            dispatch({ type: 'connection', connection: 'reconnecting' });
            if (refused) parts.ask();
          },
          onAsked: parts.answer,
          onEvent: take,
        }),
        watchPromises(),
      ];
    },
    stop,
    attended: () => activity?.attended() ?? false,
  };
}

/** @returns whether the open view must be read again after that event. */
function saysMore(event: ConsoleEvent, view: HandoffView): boolean {
  if (event.type === 'queue') return isOutdated(view, event.rows);
  return event.type === 'lines' && event.changed === true && sameHandoff(event, view);
}
