// The front door of recommendations: preferences and orders to what suits this customer, and why. Pure.

export { type BoughtBefore, buyAgain } from './buy-again.js';
export type { Owned } from './companions.js';
export { compares, medianSized, mostSized, sizeOf } from './comparison.js';
export {
  type Constraint,
  type ConstraintSource,
  constraintsOf,
  type Preferred,
  type Subject,
  type WishField,
} from './constraints.js';
export { applyCritique, type Critique, setAside, step } from './critique.js';
export type { Demand, Demands } from './demand.js';
export { contribution, type EaseModel, type EaseOptions, fitEase } from './ease.js';
export { type Basket, basketsOf, type PurchaseColumns, PurchaseLedger, popularityOf } from './purchases.js';
export {
  PLAIN_WEIGHTS,
  type RankingWeights,
  type RecommendationReason,
  type RecommendedItem,
  type Term,
} from './rank.js';
export {
  explain,
  type RecommendationInput,
  type RecommendationResult,
  type Relaxation,
  reasonFor,
  recommend,
} from './recommend.js';
export type { ReplayOutcome } from './replay.js';
export {
  type FittedTaste,
  fitTaste,
  fittedTaste,
  type Taste,
  type TasteTask,
  tasteTask,
  unfittedTaste,
} from './taste.js';
