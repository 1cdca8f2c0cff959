// The front door of the web channel.

export {
  type ConversationAnswer,
  createDirectLine,
  type DirectLine,
  type DirectLineDependencies,
} from './direct-line.js';
export { type Identity, type IdentityRules, signIdentity, verifyIdentity } from './identity.js';
export { readUpload, UPLOAD_LIMIT } from './read-upload.js';
export { createTokens, type Session, type Tokens } from './tokens.js';
export { eraseUploads, type Upload } from './upload-store.js';
