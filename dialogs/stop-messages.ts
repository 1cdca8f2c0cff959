// "Stop these messages": a consent is taken back as easily as it was given, at once and without a question.

import { NOTICE_KINDS, type NoticeKind } from '../data/notices.js';
import { withoutKinds } from '../proactive/index.js';
import { noticeWish } from '../understanding/notice-wish.js';
import { listInWords } from './format.js';
import { tappedOnNotice } from './notice-card.js';
import { subjectInWords } from './notice-consent.js';
import { newestTold } from './notice-message.js';
import type { Task } from './slot-dialog.js';
import type { Turn } from './turn.js';

export const stopMessages: Task = {
  id: 'stop-messages',
  slots: [],
  async act(turn) {
    const stopped = withdraw(turn);
    const { locale } = turn.services.business.profile;
    if (stopped.length === 0) return turn.say({ key: 'notices.none' });
    await turn.say({
      key: 'notices.stopped',
      values: {
        list: listInWords(
          stopped.map((kind) => kindInWords(kind, turn)),
          locale,
          'disjunction',
        ),
      },
    });
    const left = turn.record.notices?.consents ?? [];
    if (left.length === 0) return;
    const list = listInWords(
      left.map((consent) => subjectInWords(consent, turn)),
      locale,
    );
    await turn.say({ key: 'notices.left', values: { list } });
  },
};

/** Takes back every consent, where there is any, and says so. @returns whether there was. */
export async function stopAll(turn: Turn): Promise<boolean> {
  const { notices } = turn.record;
  if (!notices || notices.consents.length === 0) return false;
  turn.record.notices = withoutKinds(notices, NOTICE_KINDS);
  await turn.say({ key: 'notices.stopped_all' });
  return true;
}

/**
 * Takes back what the message names: the kinds of the button or the words, those of the message that it answers, or all. Says nothing, for
 * it holds too where a person has the conversation.
 * @returns the kinds of which there was a consent, or which were being told.
 */
export function withdraw(turn: Pick<Turn, 'record' | 'conversation' | 'text'>): readonly NoticeKind[] {
  const { record, conversation } = turn;
  const meant = kindsMeant(turn);
  if (conversation.pending?.kind === 'notice') conversation.pending = undefined;
  const { notices } = record;
  if (!notices || meant.length === 0) return [];
  const told = newestTold(turn)?.notices.map(({ kind }) => kind) ?? [];
  const had = meant.filter(
    (kind) => told.includes(kind) || notices.consents.some((consent) => consent.kind === kind),
  );
  record.notices = withoutKinds(notices, meant);
  return had;
}

function kindsMeant(turn: Pick<Turn, 'record' | 'conversation' | 'text'>): readonly NoticeKind[] {
  const tapped = tappedOnNotice(turn.conversation, turn.text);
  if (tapped?.what === 'stop') return [tapped.kind];
  const wish = noticeWish(turn.text);
  if (wish?.what === 'stop' && wish.kinds.length > 0) return wish.kinds;
  // "Stop" in answer to a message is about what it told.
  const told = wish ? undefined : newestTold(turn);
  return told ? [...new Set(told.notices.map(({ kind }) => kind))] : NOTICE_KINDS;
}

function kindInWords(kind: NoticeKind, turn: Turn): string {
  switch (kind) {
    case 'back-in-stock':
      return turn.phrase('notices.kind_back');
    case 'price-drop':
      return turn.phrase('notices.kind_price');
    case 'order-shipped':
      return turn.phrase('notices.kind_order');
  }
}
