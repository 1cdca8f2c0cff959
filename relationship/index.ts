// The front door of the relationship: signals to a level, with reasons. Pure.

export { checkGates, type GateCheck } from './gates.js';
export { type Gates, type LevelRules, levelName, levelsSchema, stageOf, toneOf } from './levels.js';
export { levelSentence, reviewLevel } from './review.js';
export { type Signals, signalsOf } from './signals.js';
