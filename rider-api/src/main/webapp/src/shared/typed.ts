// What people type and paste. Pasted text brings characters along that nobody sees and nobody meant; the server refuses
// them. They go where nothing that can be read goes with them; what is left, the server names.

/**
 * Of no width and without a meaning of their own: soft hyphens, spaces and joiners of no width, marks, embeddings and
 * isolates of a direction, byte order marks. Not U+202D and U+202E, which turn round what is read, and not U+200D and
 * U+FE0F, of which emoji are made.
 */
const UNSEEN = /[\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202c\u2060-\u2064\u2066-\u2069\ufeff]/g;
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/** A text of lines, without what was not meant. */
export function tidyText(typed: string): string {
  return typed.replace(LINE_ENDS, '\n').replace(UNSEEN, '').trim();
}

/** A text of one line, such as what is looked for. */
export function tidyLine(typed: string): string {
  return tidyText(typed).replace(/\s+/g, ' ');
}

/** A number or name that has no blanks, such as a bike's. */
export function tidyId(typed: string): string {
  return tidyText(typed).replace(/\s/g, '');
}

/** The first character that no number of a bike has, as it can be read; undefined when there is none. */
export function strayInId(id: string): string | undefined {
  const stray = [...id].find((character) => !/[\w-]/.test(character));
  return stray === undefined || !/\p{C}/u.test(stray)
    ? stray && `«${stray}»`
    : `U+${stray.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;
}
