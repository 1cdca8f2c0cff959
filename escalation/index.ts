// The front door of the decision: facts and thresholds to one decision with its reason. Pure.

export { decide } from './decide.js';
export { type Act, type Answered, type Decision, PERSON_RULES, type PersonRule } from './decision.js';
export {
  type Candidate,
  type DeskFacts,
  type Facts,
  type Meaning,
  meaningOf,
  type SmallTalk,
} from './facts.js';
export { lintThresholds } from './lint.js';
export { reasonForAgent } from './reason-for-agent.js';
export {
  ANGERS,
  type Anger,
  type ThresholdSet,
  type Thresholds,
  thresholdsFor,
  thresholdsSchema,
} from './thresholds.js';
