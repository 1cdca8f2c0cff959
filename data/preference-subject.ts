// What a wish can be about and how strongly it is held. Types only; knows nobody who wishes.

import type { ProductId } from './ids.js';

/** What a preference is about; `attribute` values are the catalogue's own. */
export type PreferenceSubject =
  | {
      readonly kind: 'attribute';
      readonly attribute: 'material' | 'colour' | 'room' | 'category';
      readonly value: string;
    }
  | { readonly kind: 'vegan' }
  | { readonly kind: 'max-price'; readonly amount: number }
  | { readonly kind: 'product'; readonly productId: ProductId };

/** What the catalogue has no value for, by the customer's noun. */
export interface WordSubject {
  readonly kind: 'word';
  /** Lower case. */
  readonly word: string;
  /** `name`: what a product is; `text`: also what is written of it. */
  readonly in: 'name' | 'text';
}

/** `must` and `must-not` filter; `like` and `dislike` only order. */
export type PreferenceStrength = 'must' | 'must-not' | 'like' | 'dislike';
