import type { Problem } from './problem';

/** What went wrong, and what to do next: two sentences for who reads the page. */
export interface Explanation {
  what: string;
  next: string;
}

export type Explained = { word: string } & Partial<Pick<Problem, 'fields'>>;

/**
 * Says problems in a page's own texts, `problem.WORD` and `problem.WORD.next`: the server's words are for who writes
 * programs. A problem without texts is said as `problem.unexpected`, a field as `field.NAME`.
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
    const key = `problem.${problem.word}`;
    const known = has(key) ? key : ('problem.unexpected' as K);
    return { what: t(known, { field: fieldName(problem.fields?.[0]) }), next: t(`${known}.next` as K) };
  };
}
