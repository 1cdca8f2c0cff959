// Masks the sentences of one business's customers: whose names there are, and which words are the business's own. Knows no gaps.

import type { Business } from '../../data/business.js';
import type { CustomerRecord } from '../../data/customer.js';
import type { ProposalDraft } from '../../data/proposal.js';
import { type MaskWords, maskDetails, maskSentence, type Person } from './mask.js';

/** Whose sentence it is. */
type Whose = Pick<CustomerRecord, 'id' | 'kind' | 'name'>;

export interface Masks {
  sentence(text: string, record: Whose): string;
  /** For a proposal from a conversation: the question as a sentence; of the answer only what belongs to the customer. */
  draft(draft: ProposalDraft, record: CustomerRecord): ProposalDraft;
}

/** Customers whose names are looked for in everybody's sentences; each one's own are always. */
const NAMES_FROM = 5_000;
/** A contact detail or a name may stand in what an order is about, so the newest are enough. */
const ORDERS = 200;

type Known = Pick<Business, 'customers' | 'knowledge' | 'intents' | 'products' | 'profile' | 'ordersOf'>;

export function createMasks(business: Known): Masks {
  let words: MaskWords | undefined;

  function personOf(record: Whose): Person {
    const card = record.kind === 'known' ? business.customers.get(record.id) : undefined;
    return {
      names: [record.name, card?.name].filter((name) => name !== undefined),
      ...(card ? { email: card.email } : {}),
      orders: card
        ? business
            .ordersOf(card.id)
            .slice(0, ORDERS)
            .map(({ number }) => number)
        : [],
    };
  }

  function sentence(text: string, record: Whose): string {
    words ??= wordsOf(business);
    return maskSentence(text, personOf(record), words);
  }

  return {
    sentence,
    draft: (draft, record) => ({
      ...draft,
      question: sentence(draft.question, record),
      alternatives: draft.alternatives.map((also) => sentence(also, record)),
      answer: maskDetails(draft.answer, personOf(record)),
    }),
  };
}

function wordsOf(business: Known): MaskWords {
  const names = new Set<string>();
  let seen = 0;
  for (const { name } of business.customers.values()) {
    if (++seen > NAMES_FROM) break;
    for (const part of name.toLowerCase().split(/\s+/)) if (part.length > 2) names.add(part);
  }
  const ordinary = new Set<string>();
  const { profile } = business;
  const written = [
    ...business.intents.flatMap(({ title, examples }) => [title, ...examples]),
    ...business.knowledge.flatMap(({ question, alternatives, answer }) => [
      question,
      ...alternatives,
      answer,
    ]),
  ];
  for (const text of written)
    for (const word of text.match(/(?<![\p{L}\p{N}])\p{Ll}[\p{L}'’-]*/gu) ?? []) ordinary.add(word);
  // The business's own names, which are nobody's: its own, its bot's, its stores', its products'.
  const own = [
    profile.name,
    profile.botName,
    ...profile.stores.map(({ name }) => name),
    ...[...business.products.values()].slice(0, NAMES_FROM).map(({ name }) => name),
  ];
  for (const text of own)
    for (const word of text.toLowerCase().match(/\p{L}[\p{L}'’-]*/gu) ?? [])
      if (!names.has(word)) ordinary.add(word);
  return { names, ordinary };
}
