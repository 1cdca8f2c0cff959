// Our side of Web Chat's browser bundle: the few of its types that we use. It is loaded by the page's own script tag.

export interface Activity {
  readonly type: string;
  readonly id?: string;
  readonly from?: { readonly id?: string; readonly role?: string; readonly name?: string };
  /** Of the bot's words about it: whether the customer wants to be remembered. */
  readonly channelData?: { readonly relationship?: unknown };
}

export interface StoreAction {
  readonly type: string;
  readonly payload?: { readonly activity?: Activity };
}

/** Numbers as botframework-directlinejs has them. */
export const ConnectionStatus = { expiredToken: 3, failedToConnect: 4, ended: 5 } as const;

export interface DirectLine {
  readonly connectionStatus$: { subscribe(next: (status: number) => void): { unsubscribe(): void } };
  /** Private there, but the only way to its socket through Web Chat's `createDirectLine`; tests in a browser guard it. */
  readonly services: { WebSocket: unknown; random: () => number };
  /** Takes up a new token. The stream's address may be empty: the client asks for a new one before it connects again. */
  reconnect(conversation: { conversationId: string; token: string; streamUrl: string }): void;
  end(): void;
}

export interface ReactElement {
  readonly $$typeof: symbol;
  readonly type: string;
  readonly key: string | null;
  readonly ref: null;
  readonly props: Readonly<Record<string, unknown>>;
  readonly _owner: null;
}

/** Each calls `next` for what Web Chat itself would show. */
type Middleware<Shown, Result> = () => (next: (shown: Shown) => Result) => (shown: Shown) => Result;

export interface SpeakerMiddleware {
  readonly groupActivitiesMiddleware: Middleware<
    { readonly activities: readonly Activity[] },
    { readonly sender: Activity[][]; readonly status: Activity[][] }
  >;
  readonly avatarMiddleware: Middleware<{ readonly activity: Activity }, false | (() => ReactElement)>;
  readonly activityStatusMiddleware: Middleware<
    { readonly activity: Activity; readonly hideTimestamp: boolean },
    ReactElement | false
  >;
}

export type StyleOptions = Readonly<Record<string, string | number | boolean>>;

interface WebChatBundle {
  createDirectLine(options: { token: string; domain: string; webSocket: boolean }): DirectLine;
  createStore(
    initialState: object,
    middleware: () => (next: (action: StoreAction) => unknown) => (action: StoreAction) => unknown,
  ): object;
  renderWebChat(
    options: SpeakerMiddleware & {
      directLine: DirectLine;
      store: object;
      locale: string;
      nonce: string;
      styleOptions: StyleOptions;
      /** Tells whoever reads that the customer types. */
      sendTypingIndicator: boolean;
      /** Replaces sentences of Web Chat's own, by their key there. */
      overrideLocalizedStrings: Readonly<Record<string, string>>;
    },
    element: HTMLElement,
  ): void;
}

declare global {
  interface Window {
    /** Absent until its script has run. */
    readonly WebChat?: WebChatBundle;
  }
}
