// What a customer says about their wishes, before it becomes a kept preference or a search. Types only.

import type { Wish } from '../data/conversation.js';
import type { Preference, PreferenceSubject } from '../data/customer.js';

/** One wish found in a message, for example `no wool` → must-not, material wool, words "no wool". */
export interface StatedPreference {
  readonly subject: PreferenceSubject;
  readonly strength: Preference['strength'];
  /** The customer's own words for it. */
  readonly words: string;
}

/** "something cheaper", "in blue", "the second one", "go back". */
export type Critique =
  | { readonly kind: 'cheaper' }
  | { readonly kind: 'other' }
  | { readonly kind: 'back' }
  | { readonly kind: 'like'; readonly index: number; readonly change: Wish }
  | { readonly kind: 'narrow'; readonly change: Wish };
