// A made-up business with many tasks and many examples of each, the same every time. It is for measuring time: nobody asks like this.

import type { IntentExamples } from '../../data/business.js';

const ACTIONS: readonly (readonly string[])[] = [
  ['cancel', 'call off', 'stop', 'undo'],
  ['change', 'alter', 'edit', 'adjust'],
  ['order', 'buy', 'purchase', 'get'],
  ['return', 'send back', 'give back', 'hand in'],
  ['track', 'follow', 'locate', 'find'],
  ['pay for', 'settle', 'pay off', 'clear'],
  ['renew', 'extend', 'prolong', 'continue'],
  ['repair', 'fix', 'mend', 'restore'],
  ['book', 'reserve', 'schedule', 'arrange'],
  ['compare', 'choose between', 'weigh up', 'contrast'],
  ['insure', 'protect', 'cover', 'safeguard'],
  ['gift', 'give away', 'donate', 'pass on'],
  ['collect', 'pick up', 'fetch', 'receive'],
  ['clean', 'wash', 'care for', 'polish'],
  ['complain about', 'report', 'dispute', 'object to'],
];
const THINGS: readonly (readonly string[])[] = [
  ['parcel', 'package', 'shipment'],
  ['subscription', 'membership', 'plan'],
  ['sofa', 'couch', 'settee'],
  ['invoice', 'bill', 'receipt'],
  ['appointment', 'visit', 'consultation'],
  ['mattress', 'bed', 'topper'],
  ['kitchen', 'worktop', 'cooker'],
  ['carpet', 'rug', 'runner'],
  ['voucher', 'gift card', 'coupon'],
  ['garden table', 'patio set', 'outdoor bench'],
];
const OPENINGS = [
  'how do i',
  'can i',
  'i want to',
  'please help me',
  'is it possible to',
  'i would like to',
  'what must i do to',
  'my husband asked how to',
  'we need to',
  'could you tell me when i may',
];
const OWNERS = [
  'my',
  'the',
  'our',
  'this',
  'that new',
  'the second',
  'my old',
  'the damaged',
  'a',
  'the small',
];
const ENDINGS = [
  '',
  'before the weekend',
  'in the cork shop',
  'without the box',
  'that came yesterday',
  'for my mother',
  'as a guest',
  'with a discount',
  'after thirty days',
  'from another country',
  'by telephone',
  'that i saw online',
];

/** @returns `intents` tasks with `examples` different sentences each; 150 with 100 at most are told apart by their words. */
export function manySentences(intents: number, examples: number): readonly IntentExamples[] {
  const next = sequence(7);
  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T;
  return Array.from({ length: intents }, (_, at) => {
    const verbs = ACTIONS[at % ACTIONS.length] ?? [];
    const nouns = THINGS[Math.floor(at / ACTIONS.length) % THINGS.length] ?? [];
    const own = new Set<string>();
    while (own.size < examples)
      own.add(`${pick(OPENINGS)} ${pick(verbs)} ${pick(OWNERS)} ${pick(nouns)} ${pick(ENDINGS)}`.trim());
    return { intent: `task-${at}`, title: `${verbs[0]} ${nouns[0]} ${at}`, examples: [...own] };
  });
}

/** Numbers from 0 to 1 that look random and are always the same (a linear congruential generator, constants of Numerical Recipes). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
