// A time that runs: how long ago something was, or how long until it is.

import { useNow } from './media.js';
import { duration } from './times.js';

export function Since({ at }: { readonly at: string }) {
  return <>{duration(useNow() - Date.parse(at))}</>;
}

export function Until({ at }: { readonly at: string }) {
  return <>{duration(Date.parse(at) - useNow())}</>;
}
