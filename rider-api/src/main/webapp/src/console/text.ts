import { texts } from '../shared/text.svelte';
import en from '../text/console.en.json';
import es from '../text/console.es.json';

export type TextKey = keyof typeof es;

const { t, has } = texts<TextKey>(es, en);
export { t, has };
