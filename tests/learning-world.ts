// A small business in which little is known, with its console: what learning tests tell their stories in.

import type { Business, TestQuestion } from '../data/business.js';
import type { AgentId } from '../data/ids.js';
import type { Author, KnowledgeVersion } from '../data/knowledge-version.js';
import type { CustomerService } from '../service/customer-service.js';
import type { Folder } from '../service/load-folder.js';
import { knowledgeWith, type Trainer } from '../understanding/learning/index.js';
import type { Sentences } from '../understanding/learning/trainer.js';
import type { Understander } from '../understanding/understanding.js';
import { demoFolder } from './conversation.js';

export const LENA: Author = { id: 'a-lena' as AgentId, name: 'Lena Okafor' };
export const AISLING: Author = { id: 'a-aisling' as AgentId, name: 'Aisling Quinn' };

const KNOWN = [
  'returns#how-long-do-i-have-to-send-something-back',
  'delivery#which-countries-do-you-deliver-to',
  'payment#how-can-i-pay',
  'warranty#do-you-repair-things',
  'stores#can-i-bring-my-dog',
];
const TASKS = ['order-status', 'return-item', 'opening-hours'];

/** The demo with few of its answers and tasks, so that learning them takes a moment. */
export async function smallFolder(tests: readonly TestQuestion[] = []): Promise<Folder> {
  const folder = await demoFolder();
  const { business } = folder;
  const small: Business = {
    ...business,
    knowledge: business.knowledge.filter(({ id }) => KNOWN.includes(id)),
    intents: business.intents.filter(({ intent }) => TASKS.includes(intent)),
    tests,
  };
  return { ...folder, business: small };
}

type Learning = CustomerService['learning'];

/** The revision that a proposal has now, as a console reads it. */
export async function revisionOf({ proposals }: Learning, id: string): Promise<number> {
  return (await proposals.list()).find((proposal) => proposal.id === id)?.revision ?? 0;
}

/** Approves, and waits until it is in force or refused. */
export async function approve(learning: Learning, id: string, by: Author = AISLING) {
  const outcome = await learning.proposals.approve(id, await revisionOf(learning, id), by);
  if (outcome !== 'done') throw new Error(`not approved: ${outcome}`);
  await learning.settled();
  const proposal = (await learning.proposals.list()).find((each) => each.id === id);
  if (!proposal) throw new Error('the proposal is gone');
  return proposal;
}

/** Reads by the words that two sentences share: learnt at once, and easily led astray, so that checks have something to find. */
export function overlapTrainer(hold?: () => Promise<void>): Trainer {
  const learn = ({ intents, knowledge }: Sentences) => {
    const known = [
      ...intents.flatMap(({ intent, examples }) =>
        examples.map((text) => ({ words: wordsOf(text), target: `intent:${intent}` })),
      ),
      ...knowledge.flatMap(({ id, question, alternatives }) =>
        [question, ...alternatives].map((text) => ({ words: wordsOf(text), target: `answer:${id}` })),
      ),
    ];
    return (text: string): string | undefined => {
      const asked = wordsOf(text);
      const scored = known.map(({ words, target }) => ({ target, score: overlap(asked, words) }));
      const best = scored.reduce((a, b) => (b.score > a.score ? b : a), { target: '', score: 0 });
      return best.score >= 0.5 ? best.target : undefined;
    };
  };
  return {
    async retrain(sentences) {
      await hold?.();
      return understanderFrom(learn(sentences));
    },
    reader: async (sentences) => ({
      read: async (text) => learn(sentences)(text),
      close: async () => undefined,
    }),
  };
}

export function overlapUnderstander(folder: Folder, learnt?: KnowledgeVersion): Promise<Understander> {
  const { business } = folder;
  const sentences = { intents: business.intents, knowledge: knowledgeWith(business, learnt) };
  return overlapTrainer().retrain(sentences, new AbortController().signal);
}

function understanderFrom(read: (text: string) => string | undefined): Understander {
  return {
    ready: Promise.resolve(),
    close: async () => undefined,
    async understand(text) {
      const calm = { anger: 'calm', worried: false, urgent: false } as const;
      const whole = {
        text,
        language: 'en',
        confidence: 0.9,
        mood: { ...calm, frustration: 0 },
        evidence: [],
      };
      if (/^that'?s not what i asked/i.test(text)) return { ...whole, kind: 'missed' };
      if (/^a person, please$/i.test(text)) return { ...whole, kind: 'wish-for-person' };
      if (/^bye$/i.test(text)) return { ...whole, kind: 'small-talk', talk: 'goodbye' };
      if (/^which\b/i.test(text)) {
        const candidates = [
          { title: 'Payment', target: 'answer:payment#how-can-i-pay', score: 0.3 },
          { title: 'Repairs', target: 'answer:warranty#do-you-repair-things', score: 0.28 },
        ];
        return { ...whole, confidence: 0.3, kind: 'ambiguous', candidates };
      }
      const target = read(text);
      const name = target?.slice(target.indexOf(':') + 1) ?? '';
      if (target?.startsWith('intent:')) return { ...whole, kind: 'intent', intent: name };
      if (target) return { ...whole, kind: 'answer', entryId: name };
      return { ...whole, kind: 'out-of-scope' };
    },
  };
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/\p{L}+/gu) ?? []);
}

function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / (one.size + other.size - shared || 1);
}
