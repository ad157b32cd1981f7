import { beforeEach, expect, test, vi } from 'vitest';
import { Favourites } from '../src/rider/favourites.svelte';
import { Store } from '../src/shared/store';

const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal('localStorage', {
    get length() {
      return kept.size;
    },
    key: (n: number) => [...kept.keys()][n] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

test('marks belong to the account that made them and survive a reload', () => {
  const store = new Store('rider');
  const marks = new Favourites(store);
  store.begin('ana');
  marks.restore();
  marks.turn('uis');
  expect(new Favourites(new Store('rider')).has('uis')).toBe(true);

  store.begin('luis');
  marks.restore();
  expect(marks.has('uis')).toBe(false);
});

test('a mark is taken away by the second tap', () => {
  const marks = new Favourites(new Store('rider'));
  marks.turn('uis');
  marks.turn('uis');
  expect(new Favourites(new Store('rider')).has('uis')).toBe(false);
});

test('what is no list in the store is no mark', () => {
  const store = new Store('rider');
  store.put('favourites', { uis: 1 });
  expect(new Favourites(store).has('uis')).toBe(false);
});
