// Who speaks: a person's messages carry the person's own initials and name, and are never grouped with the bot's.

import type { Activity, ReactElement, SpeakerMiddleware } from './web-chat.js';

/** What Direct Line calls every person at the business's desk; the name tells which one. */
const PERSON = 'agent';

export const isPerson = ({ from }: Activity) => from?.id === PERSON && from.name !== undefined;

/** Web Chat brings a React of its own and doesn't hand it out; this is what its `createElement` makes. */
function element(type: string, props: ReactElement['props']): ReactElement {
  return { $$typeof: Symbol.for('react.element'), type, key: null, ref: null, props, _owner: null };
}

const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word.slice(0, 1))
    .slice(0, 2)
    .join('');

const sameSpeaker = (one: Activity, other: Activity) =>
  one.from?.role === other.from?.role && one.from?.name === other.from?.name;

/** Splits every group where another one begins to speak. */
function splitBySpeaker(groups: readonly (readonly Activity[])[]): Activity[][] {
  return groups.flatMap((group) => {
    const parts: Activity[][] = [];
    for (const activity of group) {
      const last = parts.at(-1);
      const before = last?.at(-1);
      if (last !== undefined && before !== undefined && sameSpeaker(before, activity)) last.push(activity);
      else parts.push([activity]);
    }
    return parts;
  });
}

/** Web Chat's options that show who speaks. */
export const speakers: SpeakerMiddleware = {
  groupActivitiesMiddleware: () => (next) => (all) => {
    const { sender, status } = next(all);
    return { sender: splitBySpeaker(sender), status: splitBySpeaker(status) };
  },
  avatarMiddleware: () => (next) => (shown) => {
    if (!isPerson(shown.activity)) return next(shown);
    const children = initials(shown.activity.from?.name ?? '');
    return () => element('div', { className: 'person', 'aria-hidden': true, children });
  },
  activityStatusMiddleware: () => (next) => (shown) => {
    const status = next(shown);
    if (!isPerson(shown.activity) || shown.hideTimestamp) return status;
    const name = element('strong', { children: shown.activity.from?.name });
    return element('div', { className: 'spoken-by', children: [{ ...name, key: 'name' }, status] });
  },
};
