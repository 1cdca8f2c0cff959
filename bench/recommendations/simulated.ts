// Simulated dialogues: whether anything shown ever breaks a limit, and how soon a customer who knows what they want is shown it. Measures only.

import type { Product } from '../../data/business.js';
import type { Wish } from '../../data/conversation.js';
import type { Preference, PreferenceSubject } from '../../data/customer.js';
import type { ActivityId, OrderNumber, ProductId } from '../../data/ids.js';
import {
  applyCritique,
  type Critique,
  fitTaste,
  fittedTaste,
  type RecommendationInput,
  recommend,
  type Subject,
  type Taste,
  tasteTask,
  unfittedTaste,
} from '../../recommendations/index.js';
import type { Figure } from '../figures.js';
import {
  CATEGORIES,
  COLOURS,
  MATERIALS,
  madeUpProducts,
  madeUpPurchases,
  pick,
  type Random,
  ROOMS,
  seeded,
} from './made-up-shop.js';

const SHOWN = 4;
const CRITIQUES = 3;
const PRODUCTS = 1000;
const DIALOGUES = 10_000;
const SEARCHES = 2000;

export function simulatedFigures(short: boolean): readonly Figure[] {
  const random = seeded(20_261_122);
  const products = madeUpProducts(PRODUCTS, random);
  const purchases = madeUpPurchases(products, 2000, 12, random);
  const task = tasteTask(purchases, new Map(products.map((product) => [product.id, product])));
  const taste = fittedTaste(unfittedTaste(purchases), fitTaste(task));
  const dialogues = short ? DIALOGUES / 10 : DIALOGUES;
  let [violations, shown] = [0, 0];
  for (let i = 0; i < dialogues; i++) {
    const outcome = dialogue(products, taste, random);
    violations += outcome.violations;
    shown += outcome.shown;
  }
  let reached = 0;
  for (let i = 0; i < SEARCHES; i++) if (reaches(products, taste, random)) reached += 1;
  return [
    { name: 'recommendations.simulated.dialogues', value: dialogues, unit: '' },
    { name: 'recommendations.simulated.products-shown', value: shown, unit: '' },
    { name: 'recommendations.simulated.violations', value: violations, unit: '', max: 0 },
    { name: 'recommendations.simulated.critiquing-reaches', value: reached / SEARCHES, unit: '', min: 0.8 },
  ];
}

/** Limits at random, then critiques at random, all the way through what is shown. */
function dialogue(products: readonly Product[], taste: Taste, random: Random) {
  const preferences = Array.from({ length: Math.floor(random() * 4) }, (_, i) =>
    madeUpPreference(i, products, random),
  );
  const owned = ownedAtRandom(products, random);
  let wish: Wish = random() < 0.7 ? { category: pick(CATEGORIES, random) } : {};
  let exclude = new Set<ProductId>();
  let [violations, count] = [0, 0];
  for (let turn = 0; turn <= CRITIQUES; turn++) {
    const input = { products, owned, preferences, wish, ...taste, limit: SHOWN, exclude };
    const result = recommend(input);
    const items = result.kind === 'found' ? result.items.map(({ product }) => product) : [];
    count += items.length;
    violations += items.filter((item) => breaks(item, input)).length;
    const critique = critiqueAtRandom(random);
    wish = applyCritique(wish, critique, items);
    exclude = critique.kind === 'other' ? new Set([...exclude, ...items.map(({ id }) => id)]) : new Set();
  }
  return { violations, shown: count };
}

/** Written apart from the code that it judges. */
function breaks(item: Product, { preferences, wish, owned, exclude }: RecommendationInput): boolean {
  const is = (subject: Subject): boolean => {
    if (subject.kind === 'word')
      return `${item.name} ${item.description}`.toLowerCase().includes(subject.word);
    if (subject.kind === 'vegan') return item.vegan;
    if (subject.kind === 'product') return item.id === subject.productId;
    if (subject.kind === 'max-price') return item.price <= subject.amount;
    const { materials, colours, rooms, category } = item;
    const values = { material: materials, colour: colours, room: rooms, category: [category] };
    return values[subject.attribute].includes(subject.value);
  };
  const broken = preferences.some(({ strength, subject }) => {
    if (subject.kind === 'max-price') return strength.startsWith('must') && !is(subject);
    if (strength === 'must') return subject.kind !== 'product' && !is(subject);
    return strength === 'must-not' && is(subject);
  });
  const asked = [
    wish.category === undefined || item.category === wish.category,
    wish.room === undefined || item.rooms.includes(wish.room),
    wish.colour === undefined || item.colours.includes(wish.colour),
    wish.material === undefined || item.materials.includes(wish.material),
    wish.maxPrice === undefined || item.price <= wish.maxPrice,
  ];
  return broken || asked.includes(false) || item.stock <= 0 || owned.has(item.id) || exclude.has(item.id);
}

function madeUpPreference(i: number, products: readonly Product[], random: Random): Preference {
  const subject = pick<PreferenceSubject>(
    [
      { kind: 'attribute', attribute: 'material', value: pick(MATERIALS, random) },
      { kind: 'attribute', attribute: 'colour', value: pick(COLOURS, random) },
      { kind: 'attribute', attribute: 'room', value: pick(ROOMS, random) },
      { kind: 'vegan' },
      { kind: 'max-price', amount: Math.round(20 + 180 * random()) },
      { kind: 'product', productId: pick(products, random).id },
    ],
    random,
  );
  return {
    id: `p${i}`,
    subject,
    strength: pick(['must', 'must-not', 'like', 'dislike'] as const, random),
    source: { kind: 'said', activityId: '' as ActivityId, words: '' },
    at: '2026-01-01T00:00:00.000Z',
  };
}

function critiqueAtRandom(random: Random): Critique {
  return pick<Critique>(
    [
      { kind: 'cheaper' },
      { kind: 'other' },
      { kind: 'back' },
      { kind: 'narrow', change: { colour: pick(COLOURS, random) } },
      { kind: 'narrow', change: { material: pick(MATERIALS, random) } },
      { kind: 'like', index: Math.floor(random() * SHOWN), change: { room: pick(ROOMS, random) } },
    ],
    random,
  );
}

function ownedAtRandom(products: readonly Product[], random: Random) {
  return new Map(
    Array.from({ length: Math.floor(random() * 10) }, (_, i) => {
      const placedOn = `2026-01-0${(i % 9) + 1}`;
      return [pick(products, random).id, { order: `${i}` as OrderNumber, placedOn }] as const;
    }),
  );
}

/** A customer with one product in mind asks for its category, then says what is wrong with what is shown. */
function reaches(products: readonly Product[], taste: Taste, random: Random): boolean {
  const target = pick(
    products.filter(({ stock }) => stock > 0),
    random,
  );
  let wish: Wish = { category: target.category };
  const seen = new Set<ProductId>();
  for (let critiques = 0; critiques <= CRITIQUES; critiques++) {
    const result = recommend({
      products,
      owned: new Map(),
      preferences: [],
      wish,
      ...taste,
      limit: SHOWN,
      // They were not what is wanted, and the customer says so by going on.
      exclude: seen,
    });
    const shown = result.kind === 'found' ? result.items.map(({ product }) => product) : [];
    if (shown.includes(target)) return true;
    for (const { id } of shown) seen.add(id);
    wish = applyCritique(wish, complaint(target, shown, wish), shown);
  }
  return false;
}

/** What most of the shown products have wrong: too dear, the colour, the material, the room; else "others". */
function complaint(target: Product, shown: readonly Product[], wish: Wish): Critique {
  const wrong = (isWrong: (product: Product) => boolean) => shown.filter(isWrong).length;
  const [colour, material, room] = [target.colours[0], target.materials[0], target.rooms[0]];
  const options: readonly { readonly count: number; readonly critique: Critique }[] = [
    ...(wish.colour === undefined && colour !== undefined
      ? [{ count: wrong(({ colours }) => !colours.includes(colour)), critique: narrow({ colour }) }]
      : []),
    ...(wish.material === undefined && material !== undefined
      ? [{ count: wrong(({ materials }) => !materials.includes(material)), critique: narrow({ material }) }]
      : []),
    ...(wish.room === undefined && room !== undefined
      ? [{ count: wrong(({ rooms }) => !rooms.includes(room)), critique: narrow({ room }) }]
      : []),
    // Only where the target is cheaper than every one of them does "cheaper" keep it.
    {
      count: shown.every(({ price }) => price > target.price) ? wrong(() => true) - 0.5 : 0,
      critique: { kind: 'cheaper' },
    },
  ];
  const [first] = options.toSorted((a, b) => b.count - a.count);
  return first && first.count > 0 ? first.critique : { kind: 'other' };
}

function narrow(change: Wish): Critique {
  return { kind: 'narrow', change };
}
