import type { Problem } from '../shared/problem';
import { texts } from '../shared/text.svelte';
import en from '../text/rider.en.json';
import es from '../text/rider.es.json';

export type TextKey = keyof typeof es;

const { t, has } = texts<TextKey>(es, en);
export { t };

/** What went wrong and what to do next, in the reader's words: the server's own are for who writes programs. */
export function explain(problem: { word: string } & Partial<Pick<Problem, 'fields'>>): { what: string; next: string } {
  const key = `problem.${problem.word}`;
  const known = has(key) ? key : 'problem.unexpected';
  return { what: t(known, { field: fieldName(problem.fields?.[0]) }), next: t(`${known}.next` as TextKey) };
}

/** A part of a request by the name that its field has on the page. */
function fieldName(name: string | undefined): string {
  const key = `field.${name}`;
  return t(has(key) ? key : 'field.other');
}

const MAY_PASS = ['network', 'offline', 'interrupted', 'unexpected', 'internal', 'unavailable', 'too-many-requests'];

/** A refusal of ours: asking the same again changes nothing. */
export function isRefusal(word: string): boolean {
  return has(`problem.${word}`) && !MAY_PASS.includes(word);
}
