import type { Problem } from './problem';

/** What went wrong, and what to do next: two sentences for who reads the page. */
export interface Explanation {
  what: string;
  next: string;
}

/** Rules that what is written keeps to in its form, and yet names nothing: no such bike, no dock of so high a number. */
const NAMES_NOTHING = ['unknown', 'minimum', 'maximum'];

export type Explained = { word: string } & Partial<Pick<Problem, 'faults'>>;

/**
 * Says problems in a page's own texts, `problem.WORD` and `problem.WORD.next`: the server's words are for who writes
 * programs. A problem without texts is said as `problem.unexpected`, a field as `field.NAME`. Of a field that names
 * something which does not exist, `unknown.NAME` says more where there is such a text; of a text with a character that it
 * cannot hold, `character.found` says which and where.
 */
export function explainer<K extends string>(
  t: (key: K, values?: Record<string, string | number>) => string,
  has: (key: string) => key is K,
): (problem: Explained) => Explanation {
  const fieldName = (name: string | undefined): string => {
    const key = `field.${name}`;
    return t(has(key) ? key : ('field.other' as K));
  };
  return (problem) => {
    const fault = problem.faults?.[0];
    const unknown = `unknown.${fault?.field}`;
    if (fault && NAMES_NOTHING.includes(fault.code) && has(unknown)) {
      return { what: t(unknown), next: t(`${unknown}.next` as K) };
    }
    const found = 'character.found';
    if (fault?.character && has(found)) {
      const { code, kind, position } = fault.character;
      const character = t(`character.${kind}` as K, { code });
      return { what: t(found, { field: fieldName(fault.field), character, position }), next: t(`${found}.next` as K) };
    }
    const key = `problem.${problem.word}`;
    const known = has(key) ? key : ('problem.unexpected' as K);
    return { what: t(known, { field: fieldName(fault?.field) }), next: t(`${known}.next` as K) };
  };
}
