// What a recommended product must be: the customer's kept limits and the running search, as one list. Ranks nothing.

import type { Product } from '../data/business.js';
import type { Wish } from '../data/conversation.js';
import type { PreferenceStrength, PreferenceSubject, WordSubject } from '../data/preference-subject.js';
import { saysWord } from './product-words.js';

export type Subject = PreferenceSubject | WordSubject;

/** What counts in a search of somebody's wishes; a kept preference is one. */
export interface Preferred {
  readonly id: string;
  readonly subject: Subject;
  readonly strength: PreferenceStrength;
}

/** Where a constraint comes from, so that it can be named and relaxed. */
export type ConstraintSource =
  | { readonly kind: 'preference'; readonly preferenceId: string }
  | { readonly kind: 'wish'; readonly field: WishField };

export type WishField = Exclude<keyof Wish, 'before' | 'compared' | 'passed' | 'disliked' | 'for' | 'asked'>;

export interface Constraint {
  readonly source: ConstraintSource;
  readonly subject: Subject;
  /** False: the product must not be so. A price is an upper limit either way. */
  readonly must: boolean;
}

/**
 * @returns all that hold, the wish's first; of several price limits only the strictest.
 */
export function constraintsOf(preferences: readonly Preferred[], wish: Wish): readonly Constraint[] {
  const all = everyConstraint(preferences, wish);
  const prices = all.flatMap(({ subject }) => (subject.kind === 'max-price' ? [subject.amount] : []));
  const strictest = all.find(
    ({ subject }) => subject.kind === 'max-price' && subject.amount === Math.min(...prices),
  );
  return all.filter((constraint) => constraint.subject.kind !== 'max-price' || constraint === strictest);
}

/**
 * @returns also the price limits that a stricter one hides: they come into force when that one is relaxed.
 */
export function everyConstraint(preferences: readonly Preferred[], wish: Wish): readonly Constraint[] {
  return [...wishConstraints(wish), ...preferences.flatMap(preferenceConstraint)];
}

/** @returns whether the product meets one constraint; names of attributes compare by whole words, without case. */
export function meets(product: Product, constraint: Constraint): boolean {
  return passing(constraint)(product);
}

/** @returns whether the subject of a preference is true of the product. */
export function matches(product: Product, subject: Subject): boolean {
  return testOf(subject)(product);
}

/** @returns `meets` for one constraint and many products: what can be found out once is. */
export function passing({ subject, must }: Constraint): (product: Product) => boolean {
  const test = testOf(subject);
  return subject.kind === 'max-price' ? test : (product) => test(product) === must;
}

/** @returns `matches` for one subject and many products: a catalogue of thousands has some dozen values, and each is compared once. */
export function testOf(subject: Subject): (product: Product) => boolean {
  switch (subject.kind) {
    case 'attribute': {
      const known = new Map<string, boolean>();
      const isNamed = (value: string): boolean => {
        const found = known.get(value) ?? names(value, subject.value);
        known.set(value, found);
        return found;
      };
      return (product) => valuesOf(product, subject.attribute).some(isNamed);
    }
    case 'vegan':
      return (product) => product.vegan;
    case 'max-price':
      return (product) => product.price <= subject.amount;
    case 'product':
      return (product) => product.id === subject.productId;
    case 'word':
      return (product) => saysWord(product, subject);
  }
}

type Attribute = Extract<PreferenceSubject, { kind: 'attribute' }>['attribute'];

function valuesOf(product: Product, attribute: Attribute): readonly string[] {
  switch (attribute) {
    case 'material':
      return product.materials;
    case 'colour':
      return product.colours;
    case 'room':
      return product.rooms;
    case 'category':
      return [product.category];
  }
}

/** "No wool" rules out merino wool too: the wanted words stand in the value, whole. */
function names(value: string, wanted: string): boolean {
  return ` ${words(value)} `.includes(` ${words(wanted)} `);
}

function words(text: string): string {
  return text
    .toLowerCase()
    .split(/[\s-]+/)
    .join(' ')
    .trim();
}

function wishConstraints(wish: Wish): readonly Constraint[] {
  const attributes = (['category', 'room', 'colour', 'material'] as const).flatMap((attribute) => {
    const value = wish[attribute];
    return value === undefined ? [] : [wished(attribute, { kind: 'attribute', attribute, value })];
  });
  const price =
    wish.maxPrice === undefined ? [] : [wished('maxPrice', { kind: 'max-price', amount: wish.maxPrice })];
  return [...attributes, ...price];
}

function wished(field: WishField, subject: PreferenceSubject): Constraint {
  return { source: { kind: 'wish', field }, subject, must: true };
}

function preferenceConstraint({ id, subject, strength }: Preferred): readonly Constraint[] {
  if (strength !== 'must' && strength !== 'must-not') return [];
  // "It must be this very product" is no limit for a search of others; it counts as liked.
  if (subject.kind === 'product' && strength === 'must') return [];
  return [{ source: { kind: 'preference', preferenceId: id }, subject, must: strength === 'must' }];
}
