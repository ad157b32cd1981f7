import { explainer } from '../shared/explain';
import { texts } from '../shared/text.svelte';
import en from '../text/rider.en.json';
import es from '../text/rider.es.json';

export type TextKey = keyof typeof es;

const { t, has } = texts<TextKey>(es, en);
export { t };

export const explain = explainer<TextKey>(t, has);

const MAY_PASS = ['network', 'offline', 'interrupted', 'unexpected', 'internal', 'unavailable', 'too-many-requests'];

/** A refusal of ours: asking the same again changes nothing. */
export function isRefusal(word: string): boolean {
  return has(`problem.${word}`) && !MAY_PASS.includes(word);
}
