// What was made of the last few texts: a turn reads its message in several places. Holds no more than a turn needs, since it keeps the texts.

const KEPT = 4;

/** @returns `make`, done once for a text that it was asked for just before. */
export function lately<T>(make: (text: string) => T): (text: string) => T {
  const made: { readonly text: string; readonly value: T }[] = [];
  return (text) => {
    const known = made.find((each) => each.text === text);
    if (known) return known.value;
    const value = make(text);
    made.unshift({ text, value });
    if (made.length > KEPT) made.pop();
    return value;
  };
}
