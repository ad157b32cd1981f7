import { report } from './faults';
import type { Language } from './format';
import { keepLanguage, keptLanguage } from './store';

let chosen = $state<Language>(initial());

function initial(): Language {
  const kept = keptLanguage();
  return kept === 'en' || kept === 'es' ? kept : languageOf(typeof window === 'undefined' ? [] : navigator.languages);
}

/** Of the languages that a reader prefers, in their order, the first that we have; Spanish when there is none. */
export function languageOf(preferred: readonly string[]): Language {
  const known = preferred.map((tag) => tag.toLowerCase().split('-')[0]).find((tag) => tag === 'es' || tag === 'en');
  return known === 'en' ? 'en' : 'es';
}

export function language(): Language {
  return chosen;
}

export function setLanguage(next: Language): void {
  chosen = next;
  keepLanguage(next);
}

/**
 * Gives a page its texts: `t('trips.title')`, `t('age', { age: '3 min' })`. The keys are those of the Spanish file. A key
 * that is not there, as of a server newer than the page, is said in the other language or as a word, and reported once.
 */
export function texts<K extends string>(es: Record<K, string>, en: Record<K, string>) {
  const missed = new Set<string>();
  function miss(key: string): void {
    if (!missed.has(`${chosen} ${key}`)) {
      missed.add(`${chosen} ${key}`);
      report({ kind: 'text', detail: `${key} has no text in ${chosen}` });
    }
  }
  return {
    t(key: K, values: Record<string, string | number> = {}): string {
      const [mine, other]: Partial<Record<string, string>>[] = chosen === 'es' ? [es, en] : [en, es];
      if (mine?.[key] === undefined) {
        miss(key);
      }
      return fill(mine?.[key] ?? other?.[key] ?? readable(key), values);
    },
    has(key: string): key is K {
      return Object.hasOwn(es, key);
    },
  };
}

/** `order.lock-out` as words, where nothing better is known: "lock out". */
export function readable(key: string): string {
  return (key.includes('.') ? key.slice(key.indexOf('.') + 1) : key).replaceAll(/[.-]/g, ' ');
}

export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}
