// The front door of what is told outside: the webhook, and the desk that stands in for ours.

export { type Account, type Around, activityFor, type OutsideActivity } from './activities.js';
export { type DeskEvent, readDeskEvent } from './desk-event.js';
export { createOutsideDesk, OUTSIDE_TEAM, type OutsideDesk } from './outside-desk.js';
export type { Receiver } from './post.js';
export { type CustomerSign, tellSigns } from './sign-teller.js';
export { isSigned, SIGNATURE_HEADER, signatureOf } from './signature.js';
export type { Taken } from './take-event.js';
export { createTeller, type Teller } from './teller.js';
export { tellingStores } from './telling-stores.js';
