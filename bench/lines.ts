// What the customers of a benchmark say, by kind of turn, and what a right reply says. Knows no protocol.

/** A message, and what any right reply to it says. */
export interface Line {
  readonly text: string;
  readonly reply: RegExp;
}

export type Kind = 'knowledge' | 'order' | 'slot' | 'recommendation' | 'preference' | 'out-of-scope';

const ANY = /\S/;

/** Each is a round that ends where it began; said again and again, the bot rightly takes it for a sign of trouble. */
export const KINDS: Readonly<Record<Kind, readonly Line[]>> = {
  knowledge: [
    { text: 'How long does delivery take?', reply: /2 to 4 working days/ },
    { text: 'how much is shipping', reply: /€4\.95/ },
    { text: 'do you deliver to Belgium?', reply: /Great Britain, France, Belgium/ },
    { text: 'are there import duties on my parcel', reply: ANY },
    { text: 'what are your delivery options', reply: ANY },
    { text: 'how do I pay', reply: ANY },
  ],
  order: [
    { text: 'where is my order ORDER?', reply: /ORDER/ },
    { text: 'what is the status of order ORDER', reply: /ORDER/ },
    { text: 'can you track ORDER', reply: /ORDER/ },
    { text: 'has order ORDER been shipped yet', reply: /ORDER/ },
  ],
  slot: [
    { text: 'I want to return something', reply: ANY },
    { text: 'hm, let me think', reply: ANY },
    { text: 'cancel', reply: ANY },
  ],
  recommendation: [
    { text: 'can you recommend a lamp for the living room', reply: ANY },
    { text: 'something cheaper', reply: ANY },
  ],
  preference: [
    { text: 'I love oak', reply: ANY },
    { text: 'I never want wool', reply: ANY },
  ],
  'out-of-scope': [
    { text: 'who won the football last night?', reply: ANY },
    { text: 'write me a poem about the moon landing', reply: ANY },
  ],
};

/** The usual day of a bot: mostly questions and orders, now and then something it can't do. Twenty messages. */
export const MIX: readonly Line[] = [
  ...take('order', 1),
  ...take('knowledge', 2),
  ...take('recommendation', 2),
  ...take('preference', 1),
  ...take('slot', 3),
  ...take('knowledge', 4).slice(2),
  ...take('out-of-scope', 1),
  ...take('order', 2).slice(1),
  ...take('preference', 2).slice(1),
  ...take('recommendation', 2),
  ...take('knowledge', 4),
];

function take(kind: Kind, count: number): readonly Line[] {
  return KINDS[kind].slice(0, count);
}

/** @returns `count` lines, the same ones over and over; `ORDER` becomes this customer's own. */
export function repeated(lines: readonly Line[], count: number, order: string): readonly Line[] {
  return Array.from({ length: count }, (_, index) => {
    const line = lines[index % lines.length] ?? { text: 'hello', reply: ANY };
    return {
      text: line.text.replaceAll('ORDER', order),
      reply: line.reply.source.includes('ORDER') ? new RegExp(order) : line.reply,
    };
  });
}
