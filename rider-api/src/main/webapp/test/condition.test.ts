import { expect, test } from 'vitest';
import { equipmentText, readingText } from '../src/console/condition';
import type { ServerTime } from '../src/shared/clock.svelte';

const AT = '2026-11-22T12:05:00Z';
const later = (seconds: number): ServerTime => (Date.parse(AT) + seconds * 1000) as ServerTime;

test('how long a station has been on counts on while it is heard, and stands with its time when it is not', () => {
  const uptime = { name: 'uptimeSeconds', value: 3670, at: AT } as const;
  expect(readingText(uptime, true, later(0))).toBe('1\u00a0h\u00a01\u00a0min');
  expect(readingText(uptime, true, later(600))).toBe('1\u00a0h\u00a011\u00a0min');
  expect(readingText(uptime, false, later(600)).replace(/22 (de )?nov\.?/, '22 nov')).toBe('1\u00a0h\u00a01\u00a0min, el 22 nov, 07:05');
});

test('other readings are said in words or with their unit', () => {
  const said = (name: 'doorOpen' | 'mainsOn' | 'storageFreeBytes' | 'temperatureCelsius', value: number): string =>
    readingText({ name, value, at: AT }, true, later(60));
  expect([said('doorOpen', 1), said('mainsOn', 0), said('storageFreeBytes', 8e9), said('temperatureCelsius', 31.26)]).toEqual([
    'abierta',
    'no',
    '8\u00a0GB',
    '31.3',
  ]);
});

test('of a station that has never spoken nothing is said of its firmware but that', () => {
  expect(equipmentText({ firmware: '1.4', hardware: 'rev-a' })).toBe('1.4 · rev-a');
  expect(equipmentText({ firmware: '', hardware: 'rev-a' })).toBe('rev-a');
  expect(equipmentText({ firmware: '', hardware: '' })).toBe('sin informar todavía');
});
