// A preference in words, and where it came from, as the customer and the agent read it.

import { dayIn } from '../data/calendar.js';
import type { Preference } from '../data/customer.js';
import { dayInWords, money, productName } from './format.js';
import type { Turn } from './turn.js';

/** The part of a turn that words need; the agent's console has it without a turn. */
export type Wording = Pick<Turn, 'services' | 'tone' | 'today'>;

export function describePreference({ subject, strength }: Preference, wording: Wording): string {
  const { texts, business } = wording.services;
  const say = (key: string, values: Record<string, string>) =>
    texts.say(`preference.${key}`, wording.tone, values);
  switch (subject.kind) {
    case 'vegan':
      return say('vegan', {});
    case 'max-price':
      return say('max_price', { amount: money(subject.amount, business.profile) });
    case 'attribute':
      return say(strength.replace('-', '_'), { what: subject.value });
    case 'product':
      return say(strength.replace('-', '_'), { what: productName(subject.productId, wording) });
  }
}

export function describeSource({ source, at }: Pick<Preference, 'source' | 'at'>, wording: Wording): string {
  const { texts, business } = wording.services;
  const say = (key: string, values: Record<string, string>) =>
    texts.say(`preference.${key}`, wording.tone, values);
  const day = dayInWords(dayIn(new Date(at), business.profile.timeZone), wording.today, business.profile);
  switch (source.kind) {
    case 'said':
      return say('source_said', { words: source.words, day });
    case 'order':
      return say('source_order', { number: source.order, day });
    case 'agent':
      return say('source_agent', { name: business.agents.get(source.agentId)?.name ?? '', day });
  }
}
