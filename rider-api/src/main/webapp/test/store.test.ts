import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { keepLanguage, KEPT, Store } from '../src/shared/store';
import { Memory } from './memory';

const SRC = join(import.meta.dirname, '..', 'src');
const STORAGE = /\b(localStorage|sessionStorage|indexedDB|document\.cookie|caches)\b/;

let memory: Memory;
let tab: Memory;
beforeEach(() => {
  memory = new Memory();
  tab = new Memory();
  Object.assign(globalThis, { localStorage: memory, sessionStorage: tab });
});

function filled(account: string): Store {
  const store = new Store('rider');
  store.begin(account);
  KEPT.forEach((name) => store.put(name, `${name} of ${account}`));
  return store;
}

describe('what a page keeps', () => {
  test('goes with the session, whatever its name; only the language stays', () => {
    keepLanguage('en');
    const store = filled('r1');
    expect(memory.keys().length + tab.keys().length).toBe(KEPT.length + 2);

    store.end();

    expect([...memory.keys(), ...tab.keys()]).toEqual(['bici.language']);
    expect(KEPT.map((name) => store.get(name))).toEqual(KEPT.map(() => undefined));
  });

  test('is not seen by the next account', () => {
    filled('r1');
    const next = new Store('rider');
    next.begin('r2');

    expect([...memory.keys(), ...tab.keys()].filter((key) => key.includes('r1'))).toEqual([]);
    expect(KEPT.map((name) => next.get(name))).toEqual(KEPT.map(() => undefined));
  });

  test('is not written by a tab whose account has signed out in another', () => {
    const behind = filled('r1');
    new Store('rider').end();

    behind.put('attempt', 'late');

    expect(behind.isMine()).toBe(false);
    expect(memory.keys()).toEqual([]);
  });

  test('half done is of one tab, is there after a reload, and goes when the account went in another tab', () => {
    filled('r1');
    const here = tab;
    expect(new Store('rider').get('report')).toBe('report of r1');

    Object.assign(globalThis, { sessionStorage: new Memory() });
    const other = new Store('rider');
    expect(other.get('report')).toBeUndefined();
    other.end();

    Object.assign(globalThis, { sessionStorage: here });
    new Store('rider');
    expect(here.keys()).toEqual([]);
  });

  test('is apart for riders and staff', () => {
    filled('r1');
    new Store('staff').end();

    expect(new Store('rider').get('trip')).toBe('trip of r1');
  });

  test('a sign-out that the server was not told of is remembered without a name', () => {
    const store = filled('r1');
    store.end();
    store.leaving = true;

    expect(memory.keys()).toEqual(['bici.rider.leaving']);
    store.begin('r2');
    expect(store.leaving).toBe(false);
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

test('one module alone keeps anything; the service worker keeps files of the page only', () => {
  const keepers = sources(SRC)
    .filter((path) => /\.(ts|js|svelte)$/.test(path) && STORAGE.test(readFileSync(path, 'utf8')))
    .map((path) => path.slice(SRC.length + 1));

  expect(keepers.sort()).toEqual(['service-worker.js', 'shared/store.ts']);
});
