import { afterEach, beforeEach, expect, test } from 'vitest';
import { app } from '../src/console/app.svelte';
import { setLanguage } from '../src/shared/text.svelte';
import { Memory } from './memory';

let asked: string[];
let meanwhile: () => void;

beforeEach(() => {
  asked = [];
  meanwhile = () => undefined;
  Object.assign(globalThis, {
    localStorage: new Memory(),
    fetch: async (path: string, init: RequestInit) => {
      const language = new Headers(init.headers).get('Accept-Language');
      asked.push(`${path} ${language}`);
      meanwhile();
      const body = path.endsWith('/stations')
        ? { stations: [], retired: [{ stationId: 'S05', name: 'Quinta Estrella' }], generatedAt: '2026-11-22T12:05:00Z' }
        : { alarms: [{ alarmId: 'a', kind: 'low-battery', severity: 'low', since: '2026-11-22T12:05:00Z', text: `in ${language}` }] };
      return new Response(JSON.stringify(body), { status: 200 });
    },
  });
});
afterEach(() => setLanguage('es'));

test('a station that was retired keeps its name in lists', async () => {
  expect(app.known).toBe(false);
  await app.load();
  expect([app.known, app.nameOf('S05'), app.nameOf('S06'), app.nameOf(undefined)]).toEqual([true, 'Quinta Estrella', 'S06', '']);
});

test('stations that could not be read are not known to be none, and why is kept until they are', async () => {
  app.known = false;
  meanwhile = () => {
    throw new TypeError('Failed to fetch');
  };
  await app.load();
  expect([app.known, app.unread?.word]).toEqual([false, 'network']);
  meanwhile = () => undefined;
  await app.load();
  expect([app.known, app.unread]).toEqual([true, undefined]);
});

test('alarms that were asked for in a language that is left meanwhile are asked for in the other one', async () => {
  meanwhile = () => setLanguage('en');
  await app.loadAlarms();
  expect(asked.map((one) => one.split(' ')[1])).toEqual(['es', 'en']);
  expect(app.alarms[0]?.text).toBe('in en');
});
