// Something found in a text, and where it stands there. Types only.

export interface Placed<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}
