// The front door of replay: past conversations and two sets of thresholds to what would change. Pure.

export { CHANGES, type Change, pairOf } from './compare.js';
export { type PastConversation, type PastDecision, readable, type Writer } from './past.js';
export { type ReplayReport, type Row, reportOf, total } from './report.js';
export type { Load } from './staffing.js';
export {
  add,
  type Counts,
  type Example,
  newTally,
  shown,
  sumOf,
  type Tally,
  VIEWS,
  type View,
} from './tally.js';
