// What a person typed, in markdown that shows just that. Knows nothing of who typed it.

/** An address is found in the text as it stands; inside it, a backslash would be a part of it. */
const ADDRESS = /(https?:\/\/\S+)/;
/** Emphasis, code, strikethrough and links, anywhere. */
const MARK = /[\\`*_~[\]]/g;
/** A heading, a quotation, an item of a list or the line below a heading, at the beginning of a line. */
const LINE_MARK = /^([ \t]*)(#(?=#{0,5}(?:\s|$))|>|[-+](?=\s|$)|[-=](?=[-= \t]*$))/gm;
/** The number of an item is escaped at the sign behind it. */
const LIST_NUMBER = /^([ \t]*\d{1,9})(?=[.)](?:\s|$))/gm;

/** Escapes as CommonMark 0.31 has it ("Backslash escapes", "Entity and numeric character references"). */
export function asTyped(text: string): string {
  return text
    .split(ADDRESS)
    .map((part) => (ADDRESS.test(part) ? part : escaped(part)))
    .join('');
}

function escaped(text: string): string {
  return text
    .replace(MARK, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(LINE_MARK, '$1\\$2')
    .replace(LIST_NUMBER, '$1\\');
}
