import { explainer } from '../shared/explain';
import { Problem } from '../shared/problem';
import { texts } from '../shared/text.svelte';
import en from '../text/rider.en.json';
import es from '../text/rider.es.json';

export type TextKey = keyof typeof es;

const { t, has } = texts<TextKey>(es, en);
export { t };

export const explain = explainer<TextKey>(t, has);

/** What is to be said, kept as what it is about and not in words: it is read in the language of whoever reads it then. */
export type Message = Problem | { keys: readonly TextKey[]; values?: Record<string, string | number> };

export function say(message: Message | undefined): string {
  if (message instanceof Problem) {
    const { what, next } = explain(message);
    return `${what} ${next}`;
  }
  return (message?.keys ?? []).map((key) => t(key, message?.values)).join(' ');
}

const MAY_PASS = ['network', 'offline', 'interrupted', 'unexpected', 'internal', 'unavailable', 'too-many-requests'];

/** A refusal of ours: asking the same again changes nothing. */
export function isRefusal(word: string): boolean {
  return has(`problem.${word}`) && !MAY_PASS.includes(word);
}
