// A visit to a store, booked and taken back again.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Customer, createWorld, type World } from './conversation.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.stop());

async function meet(id: string): Promise<Customer> {
  const customer = world.customer(id);
  await customer.arrives();
  await customer.heard();
  return customer;
}

/** Says each in turn. @returns what was answered to the last. */
async function answer(customer: Customer, ...words: readonly string[]): Promise<string | undefined> {
  for (const text of words) {
    await customer.heard();
    await customer.says(text);
  }
  const [, ...replies] = await customer.heard();
  return replies.join('\n');
}

describe('a booked visit', () => {
  test('is taken back when the customer says so, and the time is free again for somebody else', async () => {
    const maya = await meet('c-1002');
    await answer(maya, 'book a visit to Cork', 'Friday', '14:30', 'yes');
    expect(await answer(maya, "I can't make it to my appointment")).toMatch(
      /^bot: Shall I cancel your visit: Cork, Marsh Lane, Friday, .+ at 14:30\?/,
    );
    expect(await answer(maya, 'yes')).toMatch(
      /^bot: Done, your visit is cancelled: Cork, Marsh Lane, Friday, .+ at 14:30\. You can book another at any time\.$/,
    );
    expect((await maya.record()).visits).toEqual([]);
    const sean = await meet('c-1001');
    expect(await answer(sean, 'book a visit to Cork', 'Friday', '14:30', 'yes')).toMatch(/^bot: Booked/);
    expect(await answer(maya, 'cancel my visit')).toBe(
      "bot: I don't find a visit of yours that is still to come.",
    );
  });

  test('stays as it is when the customer thinks better of it; of two, the customer says which', async () => {
    const maya = await meet('c-1002');
    await answer(maya, 'book a visit to Cork', 'Friday', '14:30', 'yes');
    await answer(maya, 'book a visit to Dublin', 'Thursday', '10:00', 'yes');
    expect(await answer(maya, 'cancel my visit')).toMatch(/^bot: Which visit shall I cancel\?/);
    expect(await answer(maya, 'the one in Cork')).toMatch(/^bot: Shall I cancel your visit: Cork/);
    expect(await answer(maya, 'no')).toBe('bot: All right, your visit stays as it is.');
    expect((await maya.record()).visits).toHaveLength(2);
  });
});
