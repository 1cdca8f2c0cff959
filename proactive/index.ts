// The front door of messages of the bot's own accord: consents, what there is to tell, and when it may be told. Pure.

export {
  consentFor,
  MOST_CONSENTS,
  mayOffer,
  mergedNotices,
  subjectKey,
  turnedDown,
  withConsent,
  withoutKinds,
} from './consent.js';
export {
  afterLook,
  afterTelling,
  type DueNotice,
  type Ended,
  isLower,
  isOnTheWay,
  type News,
  newsFor,
  type Present,
  stillTrue,
} from './news.js';
export { type MessageSettings, messagesSchema, type QuietHours } from './settings.js';
export { type Hold, isQuiet, type Moment, mayWrite, type Permission } from './when.js';
