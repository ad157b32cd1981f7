import { describe, expect, test } from 'vitest';
import { flaws, LANGUAGES, readContracts, readTexts, wantedKeys } from '../scripts/texts.mjs';
import { fill } from '../src/shared/text.svelte';

const contracts = readContracts();
/** Beside other builds. */
const SLOW_MS = 30_000;

test('the texts are complete', () => {
  expect(flaws(contracts, readTexts())).toEqual([]);
});

test('every key of every closed set that is taken away is missed, in each language', () => {
  const wanted = wantedKeys(contracts);
  expect(wanted.length).toBeGreaterThan(150);
  const texts = readTexts();
  for (const { page, key } of wanted) {
    for (const [language, name] of Object.entries(LANGUAGES)) {
      const of = texts[page]![language]!;
      const text = of[key]!;
      delete of[key];
      expect(flaws(contracts, texts).join('\n')).toContain(`${page}.${language}.json: \`${key}\` has no ${name} text`);
      of[key] = text;
    }
  }
}, SLOW_MS);

describe('the check sees', () => {
  const seen = (change: (texts: ReturnType<typeof readTexts>) => void): string => {
    const texts = readTexts();
    change(texts);
    return flaws(contracts, texts).join('\n');
  };

  test('a text in one language only, other values to fill in, and a familiar word', () => {
    expect(seen((texts) => (texts['rider']!['es']!['only'] = 'Sola'))).toBe('rider.en.json: `only` has no English text');
    expect(seen((texts) => (texts['console']!['en']!['dock.n'] = 'Dock'))).toBe(
      'console: `dock.n` has other values to fill in in English than in Spanish',
    );
    expect(seen((texts) => (texts['rider']!['es']!['back'] = 'Elige'))).toBe('rider.es.json: `back` does not say usted: "Elige"');
  });

  test('a new closed set', () => {
    const changed = structuredClone(contracts);
    changed['operator']!.components.schemas['Mood'] = { enum: ['good', 'bad'] };
    expect(flaws(changed, readTexts())).toEqual(['the closed set operator Mood has no line in scripts/closed-sets.mjs']);
  });
});

test('values are filled in and unknown ones left to be seen', () => {
  expect(fill('{a} y {b}', { a: 1 })).toBe('1 y {b}');
});
