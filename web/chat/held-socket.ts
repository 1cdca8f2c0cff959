// A WebSocket whose loss is first told to us and only then to the Direct Line client, so that we can bring the session back first.

type Handler<E> = ((event: E) => void) | null;

export interface SocketWatch {
  readonly opened: () => void;
  /** Resolves when the client may try again. */
  readonly lost: () => Promise<void>;
}

/**
 * @returns a stand-in for `WebSocket` with what botframework-directlinejs uses of it: the four handlers, send, close, readyState.
 */
export function heldSocket(watch: SocketWatch) {
  return class HeldSocket {
    onopen: Handler<Event> = null;
    onclose: Handler<CloseEvent> = null;
    onerror: Handler<Event> = null;
    onmessage: Handler<MessageEvent> = null;
    readonly #socket: WebSocket;
    #closedByClient = false;

    constructor(url: string) {
      this.#socket = new WebSocket(url);
      this.#socket.onopen = (event) => {
        watch.opened();
        this.onopen?.(event);
      };
      this.#socket.onmessage = (event) => this.onmessage?.(event);
      // An error is always followed by a close, so one of the two is enough.
      this.#socket.onclose = async (event) => {
        if (this.#closedByClient) return;
        await watch.lost();
        this.onclose?.(event);
      };
    }

    get readyState(): number {
      return this.#socket.readyState;
    }

    send(data: string): void {
      this.#socket.send(data);
    }

    close(): void {
      this.#closedByClient = true;
      this.#socket.close();
    }
  };
}
