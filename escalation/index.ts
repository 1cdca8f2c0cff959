// The front door of the decision: facts and thresholds to one decision with its reason. Pure.

export { accept, decide } from './decide.js';
export {
  type Act,
  type Answered,
  type Decision,
  PERSON_RULES,
  type PersonRule,
  type Reach,
} from './decision.js';
export { differenceInWords, differences } from './difference.js';
export { THRESHOLD_FIELDS } from './explained.js';
export {
  type Candidate,
  type DeskFacts,
  type Facts,
  type Meaning,
  meaningOf,
  type SmallTalk,
} from './facts.js';
export { thresholdsFor } from './in-force.js';
export { type Doubt, findDoubts, lintThresholds, type Surroundings } from './lint.js';
export { auditLine, reasonForAgent } from './reason-for-agent.js';
export {
  ANGERS,
  type Anger,
  type ThresholdSet,
  type Thresholds,
  thresholdsSchema,
} from './thresholds.js';
export { topicsIn } from './topics.js';
export { type Given, nextVersion, type ThresholdsVersion } from './version.js';
