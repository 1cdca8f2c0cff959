// The front door of the relationship: events to signals, signals to a level with its reasons, a level to what it brings. Pure.

export type { LevelReason, Signals } from '../data/level-review.js';
export {
  eventsOfParty,
  eventsOfRecord,
  type Party,
  type RelationshipEvent,
} from './events.js';
export { checkGates, type GateCheck } from './gates.js';
export {
  type Gates,
  type LevelRules,
  levelName,
  levelsSchema,
  RELATIONSHIP_TYPES,
  type RelationshipType,
  SIDES,
  stageOf,
  toneOf,
} from './levels.js';
export { mergeCustomers, REVIEWS_KEPT } from './merge.js';
export { broughtBy, type Invitation, type Offers, offersAt } from './offers.js';
export {
  createOutlook,
  type FittedFuture,
  fitOutlook,
  HORIZON_DAYS,
  type Outlook,
  type OutlookState,
  tooFew,
} from './outlook.js';
export { replayReview, reviewLevel } from './review.js';
export { measure, openComplaintsOf, type SkippedOrder, signalsOf } from './signals.js';
