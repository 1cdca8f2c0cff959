// Presents told as conversations: whose wishes count, that the reason is true and cited, and who is meant where it may be either.

import { afterEach, describe, expect, test } from 'vitest';
import type { Product } from '../data/business.js';
import { kinOf, personsIn, personsMeant, withoutPersons } from '../understanding/persons.js';
import { type Customer, createWorld, demoFolder, type World } from './conversation.js';

const MAYA = 'c-1002';

describe('who is named', () => {
  test.each<[string, readonly (readonly [string, boolean])[]]>([
    ['my mother hates lavender', [['mother', false]]],
    ['a present for my sister Anna', [['sister Anna', false]]],
    ["my sister Anna's birthday", [['sister Anna', false]]],
    ['my younger sister likes green', [['younger sister', false]]],
    ["something for a friend's birthday", [['friend', true]]],
    ["a gift for my sister's husband", [["sister's husband", false]]],
    [
      'for mum, and one for my brother Tom',
      [
        ['mother', false],
        ['brother Tom', false],
      ],
    ],
    ['what would suit my living room?', []],
  ])('%s', (text, expected) => {
    expect(personsIn(text).map(({ who, anybody }) => [who, anybody])).toEqual(expected);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['sister', [], []],
    ['sister', ['sister'], ['sister']],
    ['sister', ['sister Anna'], ['sister Anna']],
    ['sister', ['sister', 'sister Anna'], ['sister Anna']],
    ['sister', ['sister Anna', 'sister Beth'], ['sister Anna', 'sister Beth']],
    ['sister Anna', ['sister Anna', 'sister Beth'], ['sister Anna']],
    ['sister Anna', ['sister'], ['sister']],
    ['sister Cleo', ['sister Anna'], []],
    ['sister', ['sister-in-law'], []],
    ["sister's husband", ['sister'], []],
  ])('%s, where %j are known: %j', (who, known, expected) => {
    expect(personsMeant(who, known)).toEqual(expected);
  });

  test('the kin of a name, and a message without the words for persons', () => {
    expect(['sister Anna', 'younger sister', 'mother'].map(kinOf)).toEqual(['sister', 'sister', 'mother']);
    expect(withoutPersons('a present for my father')).toBe('a present for my ______');
  });
});

let world: World | undefined;
afterEach(async () => {
  await world?.stop();
  world = undefined;
});

async function meet(id: string): Promise<Customer> {
  world = await createWorld();
  const customer = world.customer(id);
  await customer.arrives();
  await customer.heard();
  return customer;
}

async function answer(customer: Customer, ...said: readonly string[]): Promise<string> {
  for (const text of said) {
    await customer.heard();
    await customer.says(text);
  }
  return (await customer.heard()).slice(1).join('\n').replaceAll('bot: ', '');
}

async function shown(customer: Customer): Promise<readonly Product[]> {
  const { business } = await demoFolder();
  const { focus } = await customer.conversation();
  const ids = focus.shown?.kind === 'products' ? focus.shown.ids : [];
  return ids.flatMap((id) => [...business.products.values()].find((product) => product.id === id) ?? []);
}

const colours = (products: readonly Product[]) => products.flatMap((product) => product.colours);

describe("a friend's birthday, under 50, not another candle", () => {
  const ASK = "something for a friend's birthday, under 50, not another candle";

  test('is cheap enough, no candle, and not what the customer has a taste for; and the limits are said', async () => {
    const maya = await meet(MAYA);
    const said = await answer(maya, ASK);
    expect(said).toContain('(for your friend, nothing over €50 and not another candle)');
    const products = await shown(maya);
    expect(products).toHaveLength(4);
    for (const { name, price } of products) {
      expect(price).toBeLessThanOrEqual(50);
      expect(name).not.toMatch(/candle/i);
    }
    expect(said).not.toContain('Because you bought');
  });

  test('"what could I get her?" is for the person who was just spoken of', async () => {
    const maya = await meet(MAYA);
    const said = await answer(maya, 'my sister likes green, what could I get her under 40?');
    expect(said).toMatch(/^Here are 4 that fit \(for your sister, only green and nothing over €40\)/);
    expect(said).not.toContain('Because you bought');
    for (const { price, colours } of await shown(maya)) {
      expect(price).toBeLessThanOrEqual(40);
      expect(colours).toContain('green');
    }
  });

  test('all the way: others, cheaper, why, another colour, and back', async () => {
    const maya = await meet(MAYA);
    await answer(maya, ASK);
    const seen: string[] = [];
    for (let i = 0; i < 12; i++) {
      const products = await shown(maya);
      seen.push(...products.map(({ name }) => name));
      if ((await answer(maya, 'show me others')).startsWith('That was all')) break;
    }
    expect(seen.filter((name) => /candle/i.test(name))).toEqual([]);
    expect(await answer(maya, ASK, 'cheaper')).toContain('not another candle');
    const cheap = await shown(maya);
    expect(await answer(maya, 'why the second?')).toBe(
      `${cheap[1]?.name}: because many other customers have it; nothing that you told me counted more. It keeps to what you want: for your friend, nothing over €26 and not another candle.`,
    );
    await answer(maya, 'she loves blue');
    expect((await shown(maya)).every((product) => product.colours.includes('blue'))).toBe(true);
    await answer(maya, 'go back');
    expect(await shown(maya)).toEqual(cheap);
    const { preferences, notedWishes = [] } = await maya.record();
    expect([...preferences, ...notedWishes]).toEqual([]);
  });
});

describe('a present for somebody of whom wishes were told', () => {
  test('keeps to theirs and cites them', async () => {
    const maya = await meet(MAYA);
    const said = await answer(maya, 'my mother hates green', 'a present for my mother under 40');
    expect(said).toMatch(
      /^For your mother I go by what you told me: rather not green \(you said “.+” on Wednesday, 18 November\)\. Here are 4 that fit \(for your mother, nothing over €40 and no green\):/,
    );
    expect(colours(await shown(maya))).not.toContain('green');
    expect(await answer(maya, 'why the first?')).toMatch(
      /Of your mother you told me: rather not green \(you said “.+” on Wednesday, 18 November\)\.$/,
    );
  });

  test("is not what the customer likes, but keeps to the customer's money and conscience", async () => {
    const maya = await meet(MAYA);
    const said = await answer(
      maya,
      "I'm vegan, I love green, and nothing over 80 euros",
      'my mother likes blue',
      'a present for my mother',
    );
    expect(said).toContain('(for your mother, vegan only and nothing over €80)');
    for (const product of await shown(maya)) {
      expect(product).toMatchObject({ vegan: true });
      expect(product.price).toBeLessThanOrEqual(80);
      expect(product.colours).toContain('blue');
    }
  });

  test('what they would hate never comes, however long one looks', async () => {
    const maya = await meet(MAYA);
    await answer(maya, 'my mother hates green', 'my mother hates lavender', 'a present for my mother');
    const seen = new Set<string>();
    for (let i = 0; i < 10; i++) {
      const products = await shown(maya);
      for (const { id } of products) seen.add(id);
      expect(colours(products)).not.toContain('green');
      await answer(maya, 'show me others');
    }
    expect(seen.size).toBeGreaterThan(30);
  });

  test('of two sisters it asks which, and an answer finds the search as it was', async () => {
    const maya = await meet(MAYA);
    expect(
      await answer(
        maya,
        'my sister Anna likes green',
        'my sister Beth hates green',
        'a present for my sister under 60',
      ),
    ).toBe('Which sister do you mean? [my sister Beth | my sister Anna | Another sister]');
    expect(await answer(maya, 'Beth')).toContain('(for your sister Beth, nothing over €60 and no green)');
    expect(colours(await shown(maya))).not.toContain('green');
  });

  test('of somebody unknown it says so and asks; what is told then counts at once', async () => {
    const maya = await meet(MAYA);
    expect(await answer(maya, 'a present for my father under 40')).toMatch(
      /^I don't know yet what your father likes\..+ Here are 4 that fit \(for your father and nothing over €40\):/,
    );
    const said = await answer(maya, 'he hates oak');
    expect(said).toContain('Noted: for your father: rather not oak.');
    expect(said).toContain('(for your father, nothing over €40 and no oak)');
    for (const { materials } of await shown(maya)) expect(materials).not.toContain('oak');
  });

  test('"and for my father?" is the same search for him, and can be taken back', async () => {
    const maya = await meet(MAYA);
    await answer(maya, 'my mother hates green', 'a present for my mother under 40');
    expect(await answer(maya, 'and for my father?')).toContain('(for your father and nothing over €40)');
    expect(await answer(maya, 'go back')).toContain('(for your mother, nothing over €40 and no green)');
  });

  test('"not this one" is remembered of them and not of the customer', async () => {
    const maya = await meet(MAYA);
    await answer(maya, 'a present for my mother');
    const [first] = await shown(maya);
    await answer(maya, 'not the first one');
    expect((await shown(maya)).map(({ id }) => id)).not.toContain(first?.id);
    const { preferences, notedWishes } = await maya.record();
    expect(preferences).toEqual([]);
    expect(notedWishes).toMatchObject([{ kind: 'dislike', what: first?.name, for: 'mother' }]);
    await answer(maya, 'go back');
    expect((await maya.record()).notedWishes).toEqual([]);
  });

  test('with the relationship declined their wishes serve the conversation and are gone with it', async () => {
    const maya = await meet(MAYA);
    await answer(maya, "I'd rather not be tracked", 'my mother hates green');
    expect(await answer(maya, 'a present for my mother')).toContain('no green');
    world?.wait({ days: 2 });
    expect(await answer(maya, 'a present for my mother')).not.toContain('no green');
  });
});

describe('what is known of somebody else', () => {
  test('is told alone, and forgotten alone', async () => {
    const maya = await meet(MAYA);
    await answer(
      maya,
      'I love oak',
      'my mother hates green',
      'my mother hates lavender',
      'my sister likes blue',
    );
    const said = await answer(maya, 'what do you know about my mother?');
    expect(said).toMatch(/^This is what you told me of your mother:\n2\. .+green.+\n3\. .+lavender/);
    expect(said).not.toMatch(/oak \(|sister|Maya/);
    expect(await answer(maya, 'what do you know about my father?')).toBe(
      "You haven't told me anything of your father yet. Say for example “my father likes green”.",
    );
    expect(await answer(maya, 'forget that my mother hates lavender')).toBe(
      'Forgotten: for your mother: rather not lavender.',
    );
    expect(await answer(maya, 'forget what I said about my sister')).toBe(
      'Forgotten: for your sister: likes blue.',
    );
    const { preferences, notedWishes } = await maya.record();
    expect(preferences).toHaveLength(1);
    expect(notedWishes).toMatchObject([{ what: 'green', for: 'mother' }]);
  });
});
