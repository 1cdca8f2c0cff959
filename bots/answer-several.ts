// Several questions of one message, one after the other: what can be said at once first, what asks back last.

import type { DialogContext } from 'botbuilder-dialogs';
import { listInWords } from '../dialogs/format.js';
import { attachTurn, type Turn } from '../dialogs/turn.js';
import type { Decision } from '../escalation/index.js';
import { carryOut, offerPerson, type Stage } from './carry-out.js';
import type { Conversant } from './conversant.js';
import { keepQuestion } from './focus.js';
import type { Heard } from './hear.js';

/** A question with what was decided about it. */
export interface Decided {
  readonly turn: Turn;
  readonly decision: Decision;
  readonly wording: Stage['wording'];
}

type Offer = Extract<Decision, { kind: 'offer-person' }>;

export async function answerSeveral(
  stage: Omit<Stage, 'turn' | 'wording'>,
  conversant: Conversant,
  decided: readonly Decided[],
  { unread, tooMany }: Extract<Heard, { kind: 'several' }>,
): Promise<void> {
  const { dc } = stage;
  const asking = await asksBack(conversant, decided);
  const offering = decided.filter((each) => taskOf(conversant, each)?.task.offers);
  const telling = decided.filter((each) => !asking.includes(each) && !offering.includes(each));
  const [first, ...later] = asking;
  const last = decided.at(-1)?.turn;
  if (!last) return;

  for (const each of telling) await carryOne(stage, each, true);
  await tellLeftOver(last, unread, tooMany);
  for (const each of offering) await carryOne(stage, each, true);
  await stackBeneath(dc, conversant, later);
  if (first) await carryOne(stage, first, false);
  else if (dc.activeDialog) {
    attachTurn(dc.context, last);
    await dc.repromptDialog();
  }

  const offer = decided
    .map(({ decision }) => decision)
    .find((each): each is Offer => each.kind === 'offer-person');
  // A second question would only get in the way of the first.
  if (!offer || dc.activeDialog || last.conversation.pending) return;
  last.conversation.pending = { kind: 'offer-person', rule: offer.rule };
  await offerPerson(last, { ...offer, also: offer });
}

/** What is answered goes before an offer, which is made once for all. */
function service({ decision }: Decided): Decision {
  return decision.kind === 'offer-person' && decision.also ? decision.also : decision;
}

async function carryOne(
  stage: Omit<Stage, 'turn' | 'wording'>,
  each: Decided,
  moreToCome: boolean,
): Promise<void> {
  const turn = { ...each.turn, moreToCome };
  attachTurn(stage.dc.context, turn);
  const act = service(each);
  if (act.kind === 'offer-person') return;
  await carryOut({ ...stage, turn, wording: each.wording }, act, act.reason);
  keepQuestion(turn, act);
}

/** @returns those that end in a question to the customer, the answer to an open task first. */
async function asksBack(conversant: Conversant, decided: readonly Decided[]): Promise<readonly Decided[]> {
  const asking: Decided[] = [];
  for (const each of decided) {
    const { kind } = service(each);
    if (kind === 'continue-dialog') asking.unshift(each);
    else if (kind === 'clarify' || (await taskOf(conversant, each)?.begun(each.turn))) asking.push(each);
  }
  return asking;
}

function taskOf({ tasks }: Conversant, each: Decided) {
  const act = service(each);
  return act.kind === 'start-dialog' ? tasks.get(act.intent) : undefined;
}

/** Tasks that wait for the first to be done: each asks when it is uppermost, as after a change of subject. */
async function stackBeneath(
  dc: DialogContext,
  conversant: Conversant,
  later: readonly Decided[],
): Promise<void> {
  for (const each of [...later].reverse()) {
    const instance = await taskOf(conversant, each)?.begun(each.turn);
    if (instance && dc.stack.every(({ id }) => id !== instance.id)) dc.stack.push(instance);
  }
}

async function tellLeftOver(turn: Turn, unread: readonly string[], tooMany: boolean): Promise<void> {
  if (unread.length > 0) {
    const { locale } = turn.services.business.profile;
    const list = listInWords(
      unread.map((words) => `“${words}”`),
      locale,
    );
    await turn.say({ key: 'several.unread', values: { list } });
  }
  if (tooMany) await turn.say({ key: 'several.too_many' });
}
