// A customer who wants a person, in all the ways of typing it, against those who merely speak of people.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moodOf } from '../understanding/mood.js';
import { normalise } from '../understanding/normalise.js';
import { likelihoodOfWish } from '../understanding/person/likelihood.js';
import { respell } from '../understanding/person/respell.js';
import { fixedMeaning } from '../understanding/phrases.js';

const means = (text: string, agents?: readonly string[]) => fixedMeaning(normalise(text), { agents })?.kind;

describe('wants a person', () => {
  test.each([
    'agent',
    'representative!!!',
    'HUMAN HUMAN HUMAN',
    'agent. now.',
    'live agent plz',
    'talk to agnet',
    'opertaor',
    'real persn pls',
    'speak to a humna',
    'cn i speak to sum1',
    'talk 2 a person',
    'repersentative',
    'speek wiht someone',
    'who can I talk to about this',
    'how do I get through to a real person',
    'is there a human I can talk to',
    'is there a manager I can speak with',
    'could someone ring me back this afternoon',
    'I would like a callback',
    'could I have a word with an adviser',
    'let a person handle this',
    'please escalate this to a supervisor',
    'transfer me',
    'yes, connect me',
    'put me thru to billing',
    "I don't want to talk to a bot",
    'get me off this bot',
    'this is too sensitive for a bot',
    "you can't help me, get me a person",
    'I asked for a human',
    'Where is my order? I want to talk to a person.',
    'if this is a bot, I want a human',
    'could one of your people have a look at this?',
    'this has to be decided by a person',
    'is there a grown-up I could talk to',
    'press zero for a human',
    'can I have the same colleague as before again please',
    'who else could help me there',
    'a phone call would be easier',
    'give us a ring when you can',
    'patch me through to the warehouse',
    'how often do I have to ask for a human',
    'please queue me for an adviser',
    'costumer servise please',
    'ich möchte mit einem Mitarbeiter sprechen',
    'Mitarbeiter bitte',
    'je veux parler à un conseiller',
    "puis-je parler à quelqu'un",
    'quiero hablar con una persona',
    'vorrei parlare con un operatore',
    'ik wil graag een medewerker spreken',
  ])('%s', (text) => {
    expect(means(text)).toBe('wish-for-person');
  });
});

describe('speaks of people only', () => {
  test.each([
    'your agent was rude',
    'an agent told me it would arrive on Monday',
    'I spoke to somebody last week',
    'my manager needs the invoice',
    'I am a sales rep and travel a lot',
    'are you human?',
    'is this a real person?',
    'am I talking to a person?',
    'do you have staff in the Leeds store?',
    'do I need to speak to a person to return it?',
    'what happens when I talk to an agent',
    'no agent please',
    "I don't need a human for this",
    "please don't transfer me",
    'stop transferring me',
    'can I do this without talking to anyone',
    'will someone call me before the delivery?',
    'can someone else pick up my parcel',
    'send it to another person',
    'a table for six people',
    'cleaning agent for oak',
    'how much is the robot vacuum',
    'customer service opening hours',
    'your customer service is terrible',
    'why did you pass me to a human',
    'hi there, why did you hand me over to a person, if you can tell',
    'how come I was put through to a colleague',
    'why am I talking to a human now',
    'show me the manager desk',
    'no longer need to speak to someone',
    'thanks for having someone ring me',
    'why is an agent writing to me',
    'who made you pass me on',
    'I prefer chat to phone',
    'can you call me a taxi',
    'please stop offering me an agent',
    'how long does an agent need to answer',
    'is each order checked by a person?',
    'I wanted to talk to someone but it is sorted now',
    'stuff for my desk',
    'ein Tisch für vier Personen',
    'mesa para seis personas',
    'mit einem Menschen möchte ich nicht sprechen',
    'someone rang me this morning, thanks for that',
    'I phoned about customs and someone explained it',
    'last time you said somebody would look at it',
  ])('%s', (text) => {
    expect(means(text)).not.toBe('wish-for-person');
  });
});

describe('what is learnt decides where no rule does', () => {
  const odds = (text: string) => likelihoodOfWish(respell(normalise(text)), []);

  test.each([
    ['can a clerk jump in', 'the clerk jumped in'],
    ['move me over to one of your humans', 'one of your humans moved me over'],
    ['might an adviser confirm it', 'the adviser confirmed it'],
  ])('%s is a likelier wish than %s', (wish, report) => {
    expect(odds(wish)).toBeGreaterThan(odds(report));
  });
});

describe("the business's own agents", () => {
  test.each([
    ['Lena please', 'wish-for-person'],
    ['put Lena on', 'wish-for-person'],
    ['Can Lena call me?', 'wish-for-person'],
    ['is Lena there?', 'wish-for-person'],
    ['thanks for connecting me to Lena yesterday', undefined],
    ['Lena was very helpful', undefined],
    ['who is Lena', undefined],
    ['why did you pass me to Lena', undefined],
    ['Is Lena in the shop on Saturdays?', undefined],
    ['could you fetch Lena for me', 'wish-for-person'],
  ])('%s → %s', (text, expected) => {
    expect(means(text, ['Lena', 'Marco'])).toBe(expected);
  });

  test('a name that nobody here has asks for nobody', () => {
    expect(means('Rowan please', ['Lena'])).not.toBe('wish-for-person');
  });
});

test.each([
  ["no, I don't want to talk to a person", 'deny'],
  ['no need for an agent', 'deny'],
])('%s answers an offer', (text, expected) => {
  expect(means(text)).toBe(expected);
});

test.each([
  ['agnet', 'agent'],
  ['represantative', 'representative'],
  ['colegue', 'colleague'],
  ['stuff', 'stuff'],
  ['manage', 'manage'],
  ['contract', 'contract'],
  ['tall', 'tall'],
  ['rang', 'rang'],
  ['phoned', 'phoned'],
  ['customs', 'customs'],
  ['teak', 'teak'],
])('%s is read as %s', (typed, read) => {
  expect(respell(typed)).toBe(read);
});

/** Milliseconds of the quickest of a few readings: others may have the processor meanwhile. */
function quickest(read: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const before = performance.now();
    read();
    return performance.now() - before;
  });
  return Math.min(...times);
}

describe('a story, and the wish at its end', () => {
  const STORY =
    'I ordered the oak bench in March and it came with a scratch so I sent photographs and waited for two weeks and';

  test.each([
    [`${STORY} now I would like to talk to a person`, 'wish-for-person'],
    [`${STORY} get me someone who can decide that`, 'wish-for-person'],
    [`${STORY} the agent was very nice about it`, undefined],
    [`${STORY} now I would like my money back`, undefined],
  ])('%s', (text, kind) => {
    expect(means(text)).toBe(kind);
  });
});

describe('two thousand characters of anything are read in less than 5 ms', () => {
  const words = fc.constantFrom(
    ...'i want need to talk speak with a the real human agent person not do have can you please someone connect me through over on again still great never'.split(
      ' ',
    ),
  );
  const repeated = fc.array(words, { minLength: 1, maxLength: 6 }).map((some) => `${some.join(' ')} `);
  const fresh = { channel: 'web', recentQuestions: [], failures: 0 } as const;

  test.each([
    ['the words of the rules, repeated', repeated.map((piece) => piece.repeat(2000).slice(0, 2000))],
    [
      'the words of the rules, mixed',
      fc.array(words, { minLength: 300, maxLength: 500 }).map((some) => some.join(' ').slice(0, 2000)),
    ],
    ['any characters', fc.string({ unit: 'binary', minLength: 1500, maxLength: 2000 })],
  ])('%s', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const plain = normalise(text);
        expect(quickest(() => fixedMeaning(plain))).toBeLessThan(5);
        expect(quickest(() => moodOf(text, plain, fresh))).toBeLessThan(5);
      }),
      { numRuns: 60 },
    );
  });
});
