import type { Problem } from '../shared/problem';
import { texts } from '../shared/text.svelte';
import en from '../text/rider.en.json';
import es from '../text/rider.es.json';

export type TextKey = keyof typeof es;

const { t, has } = texts<TextKey>(es, en);
export { t };

/** What went wrong and what to do next, in the reader's words; the server's own words where we have none. */
export function explain(problem: { word: string } & Partial<Pick<Problem, 'title' | 'detail'>>): { what: string; next: string } {
  const key = `problem.${problem.word}`;
  if (has(key)) {
    return { what: t(key), next: t(`${key}.next` as TextKey) };
  }
  return {
    what: problem.title || t('problem.unexpected'),
    next: problem.detail || t('problem.unexpected.next'),
  };
}

const MAY_PASS = ['network', 'unexpected', 'internal', 'unavailable', 'too-many-requests'];

/** A refusal of ours: asking the same again changes nothing. */
export function isRefusal(word: string): boolean {
  return has(`problem.${word}`) && !MAY_PASS.includes(word);
}
