// The bot never speaks over a person: whatever customer and agent write in whatever order, it says only what it was asked for last.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Conversation } from '../data/conversation.js';
import { BOT_ACTIONS, type BotActionKind } from '../handoff/tools.js';
import { createWorld } from './conversation.js';

const SAID = [
  ...['yes', 'no', 'the lamp', "It's damaged", 'Dublin', 'tomorrow', '14:30', 'cancel', 'start over'],
  ...['thank you', 'where is order 10302?', 'How long do I have to send something back?', 'blorp fnord'],
  ...['talk to a human', 'this is ridiculous!!', '👍', '10231', 'recommend me something', '😡'],
];

type Step =
  | { readonly who: 'customer'; readonly text: string }
  | { readonly who: 'agent' }
  | { readonly who: 'bot'; readonly kind: BotActionKind };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...SAID).map((text) => ({ who: 'customer', text }) as const) },
  { weight: 1, arbitrary: fc.constant({ who: 'agent' } as const) },
  { weight: 2, arbitrary: fc.constantFrom(...BOT_ACTIONS).map((kind) => ({ who: 'bot', kind }) as const) },
);

/** Lines of the bot after the agent wrote and before it was asked for anything again. */
function spokenOver({ transcript }: Conversation, from: number): readonly string[] {
  let maySpeak = false;
  return transcript.slice(from).flatMap((entry) => {
    if (entry.activity.name === 'agent.action') maySpeak = true;
    if (entry.from.role === 'agent') maySpeak = false;
    return entry.from.role === 'bot' && !maySpeak ? [entry.activity.text ?? ''] : [];
  });
}

test('in 40 random talks', { timeout: 120_000 }, async () => {
  const world = await createWorld();
  const jonas = world.agent('a-jonas');
  await jonas.comesOnline();
  let talks = 0;
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      const customer = world.customer('c-1002');
      await customer.arrives();
      await customer.says('talk to a human');
      await jonas.claims(customer);
      const before = (await customer.conversation()).transcript.length;
      for (const [at, each] of steps.entries()) {
        if (each.who === 'customer') await customer.says(each.text);
        else if (each.who === 'agent') await jonas.says(customer, 'One moment.');
        else {
          const key = await jonas.key(customer);
          const offered = (await world.service.tools.actions(jonas.id, key)) ?? [];
          const choice = offered.find(({ kind }) => kind === each.kind)?.choices?.at(-1)?.id;
          const epoch = (await customer.record()).handoff?.epoch ?? -1;
          const request = {
            epoch,
            clientId: `${talks}-${at}`,
            kind: each.kind,
            ...(choice ? { choice } : {}),
          };
          if ((await world.service.tools.act(jonas.id, key, request)) === 'done') asked += 1;
        }
        expect((await customer.record()).handoff?.status).toBe('assigned');
      }
      expect(spokenOver(await customer.conversation(), before)).toEqual([]);
      await jonas.returns(customer);
      await customer.says('start over');
      talks += 1;
    }),
    { numRuns: 40, seed: 7 },
  );
  expect(asked).toBeGreaterThan(30);
  await world.stop();
});
