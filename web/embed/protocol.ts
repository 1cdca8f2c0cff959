// What the embedding page and the chat's frame say to each other. Both sides check window and origin of every message.

/** From the embedding page to the frame. */
export type ToFrame =
  /** The answer to `ready`. `signsIn`: the page can be asked for an identity. */
  | {
      readonly rapport: 'hello';
      /** `#rrggbb` */
      readonly color: string;
      readonly signsIn: boolean;
    }
  /** The answer to `identity-wanted`; null: nobody is signed in. */
  | { readonly rapport: 'identity'; readonly identity: string | null }
  /** The chat became visible. */
  | { readonly rapport: 'opened' };

/** From the frame to the embedding page. */
export type ToHost =
  | { readonly rapport: 'ready' }
  | { readonly rapport: 'identity-wanted' }
  | { readonly rapport: 'close' }
  /** The bot or a person said something. */
  | { readonly rapport: 'spoke' };

/**
 * @returns the message, if it came from that window on that origin and is one of ours.
 */
export function messageFrom<M extends ToFrame | ToHost>(
  event: MessageEvent<unknown>,
  sender: Window | null,
  origin: string,
): M | undefined {
  if (sender === null || event.source !== sender || event.origin !== origin) return undefined;
  const { data } = event;
  return typeof data === 'object' && data !== null && 'rapport' in data ? (data as M) : undefined;
}
