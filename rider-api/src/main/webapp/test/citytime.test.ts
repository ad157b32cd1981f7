import { expect, test } from 'vitest';
import { cityField, decisionTime, fromCityField } from '../src/console/citytime';
import type { ServerTime } from '../src/shared/clock.svelte';

const at = (iso: string): ServerTime => Date.parse(iso) as ServerTime;

test('what is typed is a time of the city, to the second, whatever zone the computer has', () => {
  const zone = process.env['TZ'];
  for (const other of ['Europe/Madrid', 'America/Bogota', 'Asia/Kolkata']) {
    process.env['TZ'] = other;
    expect(cityField(at('2026-11-22T03:05:09.750Z'))).toBe('2026-11-21T22:05:09');
    expect(fromCityField('2026-11-21T22:05:09')).toBe('2026-11-22T03:05:09.000Z');
    expect(fromCityField('2026-11-21T22:05')).toBe('2026-11-22T03:05:00.000Z');
  }
  Object.assign(process.env, { TZ: zone ?? 'UTC' });
});

test('a decision is made a moment ago, and never before the trip that it is about began', () => {
  const now = at('2026-11-22T20:01:40.300Z');
  expect(decisionTime(now, undefined)).toBe(at('2026-11-22T20:01:38Z'));
  expect(decisionTime(now, '2026-11-22T20:01:05.400Z')).toBe(at('2026-11-22T20:01:38Z'));
  expect(decisionTime(now, '2026-11-22T20:01:39.400Z')).toBe(at('2026-11-22T20:01:40Z'));
});
