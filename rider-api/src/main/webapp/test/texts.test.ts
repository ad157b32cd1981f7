import { describe, expect, test } from 'vitest';
import { fill } from '../src/shared/text.svelte';
import consoleEn from '../src/text/console.en.json';
import consoleEs from '../src/text/console.es.json';
import riderEn from '../src/text/rider.en.json';
import riderEs from '../src/text/rider.es.json';

const PAGES = { rider: [riderEs, riderEn], console: [consoleEs, consoleEn] } as const;

function holes(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '').sort();
}

describe.each(Object.entries(PAGES))('the texts of the %s', (_, [es, en]) => {
  const spanish: Record<string, string> = es;
  const english: Record<string, string> = en;

  test('are there in both languages', () => {
    expect(Object.keys(english)).toEqual(Object.keys(spanish));
    expect(Object.values({ ...spanish, ...english }).filter((text) => text.trim() === '')).toEqual([]);
  });

  test('have the same values to fill in', () => {
    for (const [key, text] of Object.entries(spanish)) {
      expect([key, holes(english[key] ?? '')]).toEqual([key, holes(text)]);
    }
  });
});

test('every refusal says what to do next', () => {
  const refusals = Object.keys(riderEs).filter((key) => key.startsWith('problem.') && !key.endsWith('.next'));
  expect(refusals.length).toBeGreaterThan(20);
  for (const key of refusals) {
    expect(Object.keys(riderEs)).toContain(`${key}.next`);
  }
});

test('values are filled in and unknown ones left to be seen', () => {
  expect(fill('{a} y {b}', { a: 1 })).toBe('1 y {b}');
});
