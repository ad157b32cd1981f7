import { expect, test } from 'vitest';
import { languageOf } from '../src/shared/text.svelte';

test('a page begins in the first language of the reader that it has, and else in Spanish', () => {
  expect(languageOf(['en-US', 'es'])).toBe('en');
  expect(languageOf(['fr', 'es-CO', 'en'])).toBe('es');
  expect(languageOf(['pt-BR', 'EN'])).toBe('en');
  expect(languageOf(['fr'])).toBe('es');
  expect(languageOf([])).toBe('es');
});
