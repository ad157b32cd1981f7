import { explainer } from '../shared/explain';
import { Problem } from '../shared/problem';
import { texts } from '../shared/text.svelte';
import en from '../text/console.en.json';
import es from '../text/console.es.json';

export type TextKey = keyof typeof es;

const { t, has } = texts<TextKey>(es, en);
export { t, has };

const explain = explainer<TextKey>(t, has);

/** Whatever was caught, as sentences for who reads the page. */
export function say(caught: unknown): string {
  const problem = Problem.from(caught);
  const { what, next } = explain(problem.late ? { word: 'late' } : problem);
  return `${what} ${next}`;
}

/** Why what was sent with a key was not done, `failed`; without an answer nobody knows whether it was. In the language of when it is read. */
export function sayUnsent(failed: 'confirm.failed' | 'ruling.failed' | 'report.act.failed' | 'bike.failed' | 'takeIn.failed', caught: unknown): () => string {
  const problem = Problem.from(caught);
  return () => (problem.word === 'network' ? t(problem.late ? 'confirm.late' : 'confirm.lost') : t(failed, { why: say(problem) }));
}

/** A dock's fault in words. Stations name faults by codes of their own: one that is not known is shown as the code it is. */
export function faultText(code: string): string {
  const key = `fault.${code}`;
  return has(key) ? t(key) : t('fault.other', { code });
}
