// The front door of recommendations: preferences and orders to what suits this customer, and why. Pure.

export { type Constraint, type ConstraintSource, constraintsOf, type WishField } from './constraints.js';
export { applyCritique, type Critique } from './critique.js';
export { type Basket, contribution, type EaseModel, fitEase } from './ease.js';
export { basketsOf, popularityOf } from './purchases.js';
export type { RecommendationReason, RecommendedItem } from './rank.js';
export {
  type BoughtBefore,
  buyAgain,
  type Owned,
  type RecommendationInput,
  type RecommendationResult,
  type Relaxation,
  recommend,
} from './recommend.js';
