// The one thing that is needed of the client's observables: their first value as a promise.

export interface Subscribable<T> {
  subscribe(next: (value: T) => void, error: (fault: unknown) => void, complete?: () => void): unknown;
}

export function firstValueFrom<T>(source: Subscribable<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    source.subscribe(resolve, reject, () => reject(new Error('it ended without a value')));
  });
}
