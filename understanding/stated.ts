// What a customer says about their wishes, before it becomes a kept preference or a search. Types only.

import type { Wish } from '../data/conversation.js';
import type { Preference, PreferenceSubject } from '../data/customer.js';
import type { ProductId } from '../data/ids.js';

/** One wish found in a message, for example `no wool` → must-not, material wool, words "no wool". */
export interface StatedPreference {
  readonly subject: PreferenceSubject;
  readonly strength: Preference['strength'];
  /** The customer's own words for it. */
  readonly words: string;
  /** Said for this conversation only: "just for today", "it's for a present". */
  readonly hereOnly?: true;
}

/** An amount to pay, in major units. */
export interface Budget {
  readonly kind: 'budget';
  readonly min?: number;
  /** With `about`: the number that was said. */
  readonly max?: number;
  readonly about?: true;
  /** ISO 4217, only where it was said. */
  readonly currency?: string;
  /** Without a number: "cheap" or "cheaper". */
  readonly relative?: 'low' | 'lower';
}

type Side = 'width' | 'length' | 'height' | 'depth';

/** A size with numbers, or a word for one. Of two numbers the first is the width. */
export type Size = {
  readonly kind: 'size';
  readonly seats?: number;
  readonly relative?: 'small' | 'large' | 'smaller' | 'larger' | 'light';
} & { readonly [Measure in `${'' | 'min_' | 'max_'}${`${Side}_cm` | 'weight_kg'}`]?: number };

/** What a wish is about. */
export type WishSubject =
  /** Values of the catalogue; `said` is the customer's word where it stands for several, as "metal" does. */
  | {
      readonly kind: 'attribute';
      readonly attribute: 'material' | 'colour' | 'room' | 'category';
      readonly values: readonly string[];
      readonly said?: string;
    }
  | { readonly kind: 'product'; readonly productId: ProductId }
  | { readonly kind: 'vegan' }
  | Budget
  | Size
  /** The customer's own noun, lower case, singular; of a contact wish the channel, of a language its ISO 639-1 code. */
  | { readonly kind: 'word'; readonly word: string };

export type WishKind =
  | Preference['strength']
  /** Named in a request without more weight: "a grey throw for the bedroom". */
  | 'colour'
  | 'material'
  | 'room'
  | 'budget'
  | 'size'
  | 'brand'
  | 'occasion'
  | 'owned'
  | 'contact'
  | 'language';

/** One wish of a message with all that was said of it. */
export interface StatedWish {
  readonly kind: WishKind;
  readonly subject: WishSubject;
  /** `contact`, `owned` …: "please don't call" refuses. */
  readonly refused?: true;
  /** `self`; who was named, as `mother`; `other` where it was only he, she or they. */
  readonly for: string;
  /** `today`: for this purchase; `lasting`: a taste, a habit, a fact. */
  readonly scope: 'lasting' | 'today';
  /** The scope was said ("just for today", "from now on") or is that of a present, not guessed from the way it was put. */
  readonly scopeSaid?: true;
  readonly words: string;
  /** Place of the words in the message. */
  readonly start: number;
}

/** "something cheaper", "in blue", "the second one", "go back". */
export type Critique =
  | { readonly kind: 'cheaper' }
  | { readonly kind: 'other' }
  | { readonly kind: 'back' }
  | { readonly kind: 'like'; readonly index: number; readonly change: Wish }
  | { readonly kind: 'narrow'; readonly change: Wish };
