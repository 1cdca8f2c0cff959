// The front door of the web channel.

export {
  type ConversationAnswer,
  createDirectLine,
  type DirectLine,
  type DirectLineDependencies,
} from './direct-line.js';
export { type Identity, type IdentityRules, signIdentity, verifyIdentity } from './identity.js';
export { cleanName, readUpload, UPLOAD_LIMIT } from './read-upload.js';
export { createTokens, type Session, type Tokens } from './tokens.js';
export { createUploadStore, eraseUploads, type Upload, type UploadStore } from './upload-store.js';
