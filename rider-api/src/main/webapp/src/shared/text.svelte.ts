import type { Language } from './format';

const KEPT = 'bici.language';

let chosen = $state<Language>(initial());

function initial(): Language {
  const kept = globalThis.localStorage?.getItem(KEPT);
  return kept === 'en' || kept === 'es' ? kept : 'es';
}

export function language(): Language {
  return chosen;
}

export function setLanguage(next: Language): void {
  chosen = next;
  localStorage.setItem(KEPT, next);
}

/** Gives a page its texts: `t('trips.title')`, `t('age', { age: '3 min' })`. The keys are those of the Spanish file. */
export function texts<K extends string>(es: Record<K, string>, en: Record<K, string>) {
  return {
    t(key: K, values: Record<string, string | number> = {}): string {
      return fill((chosen === 'es' ? es : en)[key], values);
    },
    has(key: string): key is K {
      return Object.hasOwn(es, key);
    },
  };
}

export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}
