// "Delete all my data": what a customer is told goes and stays, and that it does, in the record, the archive and the files.

import { afterEach, describe, expect, test } from 'vitest';
import { dataAsked } from '../bots/data-asked.js';
import type { CustomerId } from '../data/ids.js';
import type { Turn } from '../dialogs/turn.js';
import type { Understanding } from '../understanding/understanding.js';
import { type Customer, createWorld, type World } from './conversation.js';

const MAYA = 'c-1002';
const CONFIRM =
  "bot: Shall I delete what I keep about you? It would be gone for good: your wishes and wish list, your status, what I may write to you about, your ratings, and our conversations with all files. From then on I'd keep nothing of the kind. Your account and orders stay with Fennel & Fir, and so does what you arranged here: returns, other addresses and visits to come. [Yes | No]";
const DONE =
  "bot: Done: it's deleted, and I'll keep nothing of the kind from now on. On this page it's gone as soon as you load it again. Your account and orders are still with Fennel & Fir; a person can tell you what can be deleted of those.";

let world: World;
afterEach(() => world.stop());

async function meet(id: string, options?: Parameters<World['customer']>[1]): Promise<Customer> {
  world = await createWorld();
  const customer = world.customer(id, options);
  await customer.arrives();
  await customer.heard();
  return customer;
}

async function says(customer: Customer, ...lines: readonly string[]): Promise<void> {
  for (const line of lines) await customer.says(line);
}

/** Everything that is stored of a customer, as text. */
async function stored(customer: Customer): Promise<string> {
  const ended = await world.stores.archive.of(customer.id);
  return JSON.stringify([await customer.record(), ended]);
}

describe('a customer who is signed in', () => {
  test('is told what goes and what stays, says yes, and nothing of it is left', async () => {
    const earlier = await meet(MAYA);
    await says(earlier, 'I love oak', 'my mother hates lavender', 'add the Ember lamp to my wish list');
    await says(earlier, 'I want to return the lamp', "It's damaged", 'yes', 'my secret word is marmalade');
    world.wait({ days: 2 });
    const maya = world.customer(MAYA, { visit: 2 });
    await says(maya, 'no wool, ever', 'talk to a human', 'cancel');
    await maya.heard();
    await says(maya, 'delete all my data');
    expect(await maya.heard()).toEqual(['customer: delete all my data', CONFIRM]);
    expect(await stored(maya)).toContain('marmalade');

    const before = (await maya.conversation()).transcript.at(-1)?.sequence ?? 0;
    await maya.taps('Yes');
    // What is left of the conversation is the yes and the answer to it, which goes on counting where it was.
    expect(await maya.transcript()).toEqual(['customer: Yes', DONE]);
    const { transcript } = await maya.conversation();
    expect(transcript.map(({ sequence }) => sequence)).toEqual([before + 1, before + 2]);
    expect(transcript.at(-1)?.activity.channelData).toEqual({ relationship: 'declined' });
    const { id, kind, consent, returns, createdAt, conversations, ...left } = await maya.record();
    expect(conversations).toHaveLength(1);
    expect([kind, consent.relationship, returns.map(({ number }) => number)]).toEqual([
      'known',
      'declined',
      ['R-10231-1'],
    ]);
    expect(JSON.parse(JSON.stringify(left))).toEqual({
      preferences: [],
      reviews: [],
      addressChanges: [],
      visits: [],
      satisfaction: [],
      pastHandoffs: [],
    });
    expect(await world.stores.archive.of(maya.id)).toEqual([]);
    expect(await stored(maya)).not.toMatch(/marmalade|oak|wool|lavender/);

    await says(maya, "where's my order?", 'I love green');
    expect((await maya.transcript()).slice(2)).toEqual([
      "customer: where's my order?",
      'bot: Which order do you mean? These are the open ones: [#10307 · Leaf side table and Reed bud vase | #10302 · Dune cotton throw]',
      'customer: I love green',
      "bot: For this conversation I'll keep to: you like green. I don't store it, as you wished.",
      'bot: Back to your order:',
      'bot: Which order do you mean? These are the open ones: [#10307 · Leaf side table and Reed bud vase | #10302 · Dune cotton throw]',
    ]);
  });

  test('who says no, or nothing clear, loses nothing', async () => {
    const maya = await meet(MAYA);
    await says(maya, 'I love oak', 'erase me', 'hm', 'delete all my data', 'no, keep it');
    expect(await maya.heard()).toEqual([
      'customer: I love oak',
      'bot: Noted: you like oak.',
      'customer: erase me',
      CONFIRM,
      'customer: hm',
      'bot: Please say yes or no: shall I delete it? [Yes | No]',
      'customer: delete all my data',
      'bot: Please say yes or no: shall I delete it? [Yes | No]',
      'customer: no, keep it',
      "bot: All right, I've deleted nothing.",
    ]);
    expect((await maya.record()).preferences).toHaveLength(1);
  });

  test('"yes, delete it" is a yes', async () => {
    const maya = await meet(MAYA);
    await says(maya, 'I use my right to be forgotten', 'yes, delete it please');
    expect(await maya.transcript()).toEqual(['customer: yes, delete it please', DONE]);
  });

  test('whoever wants the account deleted hears how, and is asked about what is kept here', async () => {
    const maya = await meet(MAYA);
    await says(maya, 'delete my account');
    expect(await maya.heard()).toEqual([
      'customer: delete my account',
      'bot: In "My details", choose "Close account". We keep only the invoices that the law asks us to keep.\n\n*Source: Your account*',
      CONFIRM,
    ]);
  });

  test('whoever wants all that is kept hears how to get a copy, and sees what it is', async () => {
    const maya = await meet(MAYA);
    await says(maya, 'send me all you have about me');
    const [, how, what, ...more] = await maya.heard();
    expect(how).toBe(
      'bot: Write to privacy@fennelandfir.example or ask a person here in the chat. You get everything in a readable file within a week.\n\n*Source: Privacy*',
    );
    expect(what).toMatch(/^bot: This is everything I have about you:\n• Your name: Maya Byrne/);
    expect(more).toEqual([]);
  });

  test('the files go too, but for one of somebody else whose address was pasted', async () => {
    const maya = await meet(MAYA);
    const uploads = world.stores.collection<{ customerId: string }>('uploads');
    await uploads.save('mine', { customerId: MAYA }, 0);
    await uploads.save('theirs', { customerId: 'c-1005' }, 0);
    const file = (key: string) => ({
      contentType: 'image/png',
      contentUrl: `https://x.test/attachments/${key}`,
    });
    await maya.says('my lamp looks like this', { attachments: [file('mine'), file('theirs')] });
    await says(maya, 'delete all my data', 'yes');
    expect((await uploads.list()).map(({ key }) => key)).toEqual(['theirs']);
  });

  test('one who waits for a person keeps the place in line and that conversation; the rest goes', async () => {
    const earlier = await meet(MAYA);
    await says(earlier, 'I love oak', 'my secret word is marmalade');
    world.wait({ days: 2 });
    const maya = world.customer(MAYA, { visit: 2 });
    await says(maya, 'talk to a human');
    await maya.heard();
    await says(maya, 'delete all my data', 'yes');
    expect(await maya.heard()).toEqual([
      'customer: delete all my data',
      CONFIRM.replace('our conversations', 'our earlier conversations').replace(
        'Your account',
        "The conversation for which you're waiting for a person stays, since they need it. Your account",
      ),
      'customer: yes',
      "bot: Done: it's deleted, but for the conversation for which you're waiting for a person. Ask me again when that is over, and it goes too. I'll keep nothing of the kind from now on. Your account and orders are still with Fennel & Fir; a person can tell you what can be deleted of those.",
    ]);
    const record = await maya.record();
    expect([record.handoff?.status, record.handoff?.brief.levelSentence, record.preferences]).toEqual([
      'waiting',
      '',
      [],
    ]);
    expect(await stored(maya)).not.toMatch(/marmalade/);

    const lena = world.agent('a-lena');
    await lena.comesOnline();
    await lena.claims(maya);
    await lena.says(maya, 'Here I am');
    await lena.closes(maya);
    await says(maya, 'delete all my data', 'yes');
    expect(await maya.transcript()).toEqual(['customer: yes', DONE]);
    expect((await maya.record()).pastHandoffs).toEqual([]);
  });

  test('what came to be in a conflict with another writer is deleted all the same', async () => {
    const maya = await meet(MAYA);
    await says(maya, 'I love oak', 'delete all my data');
    const { save } = world.stores.customers;
    let conflicts = 1;
    world.stores.customers.save = async (record, version) =>
      conflicts-- > 0 ? 'conflict' : save.call(world.stores.customers, record, version);
    await maya.says('yes');
    expect(await maya.transcript()).toEqual(['customer: yes', DONE]);
    expect((await maya.record()).preferences).toEqual([]);
  });
});

describe('a visitor', () => {
  test('can have this chat deleted, and is told that an account is another matter', async () => {
    const guest = await meet('guest-1');
    await says(guest, 'I love oak', 'delete all my data');
    expect((await guest.heard()).slice(2)).toEqual([
      'customer: delete all my data',
      "bot: Shall I delete what was said in this chat, with your wishes and all files? It would be gone for good. I can't see from here whether you have an account with Fennel & Fir: for that, please sign in on our site and open the chat there, or ask for a person. [Yes | No]",
    ]);
    await guest.says('yes');
    expect(await guest.transcript()).toEqual([
      'customer: yes',
      "bot: Done: it's deleted. On this page it's gone as soon as you load it again.",
    ]);
    const { preferences, consent } = await guest.record();
    // Signing in later must not turn off what the account remembers.
    expect([preferences, consent.relationship]).toEqual([[], 'open']);
  });

  test('in line for a person is told to wait or to cancel', async () => {
    const guest = await meet('guest-1');
    await says(guest, 'talk to a human');
    await guest.heard();
    await says(guest, 'delete all my data');
    expect(await guest.heard()).toEqual([
      'customer: delete all my data',
      "bot: A person is on the way to you and needs what was said here, so I can't delete it yet. Ask me again when you've talked, or say “cancel” first if you no longer need them.",
    ]);
    expect((await guest.record()).handoff?.status).toBe('waiting');
  });
});

test('on Teams it is said that Teams keeps its own copy', async () => {
  const maya = await meet(MAYA, { channel: 'msteams' });
  await says(maya, 'delete all my data', 'yes');
  expect((await maya.transcript()).at(-1)).toContain(
    'What you still see is kept by Teams: you can delete it there.',
  );
});

describe('which words ask for it', () => {
  const asked = (text: string, kind: 'known' | 'guest' = 'known') => {
    const record = { id: MAYA as CustomerId, kind };
    return dataAsked({ text, record } as Turn, { kind: 'answer', entryId: 'an-entry' } as Understanding);
  };

  test.each([
    'delete all my data',
    'please erase everything you have about me!',
    'I want all my personal data deleted, now',
    'can you remove my data?',
    'I demand that you delete my data',
    'wipe our conversation',
    'delete me from your system',
    'please forget me',
  ])('deleting: %s', (text) => {
    expect(asked(text)).toEqual({ intent: 'erase-data' });
  });

  test.each([
    'send me all you have about me',
    'I want a copy of my data',
    'export my data',
    'can you give me everything you know about me in a file?',
  ])('a copy: %s', (text) => {
    expect(asked(text)).toEqual({ intent: 'what-do-you-know', first: 'an-entry' });
  });

  test.each([
    'how do I delete my account?',
    'when do you delete my data',
    'delete my preferences',
    'forget me not cushions',
    'forget what I said about wool',
    'erase what you know about my taste',
    'delete everything from my wish list',
    'delete my order',
    'remove my payment details',
    'remove me from the marketing list',
    'do you give all my data to advertisers?',
  ])('neither: %s', (text) => {
    expect(asked(text)).toBeUndefined();
  });

  test('the account of somebody who is not signed in is a question for the knowledge', () => {
    expect(asked('delete my account', 'known')).toEqual({ intent: 'erase-data', first: 'an-entry' });
    expect(asked('delete my account', 'guest')).toBeUndefined();
  });
});
