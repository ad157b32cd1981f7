import { describe, expect, test } from 'vitest';
import { age, bytes, dayAndTime, distance, duration, metresBetween, pesos, stopwatch, time } from '../src/shared/format';
import type { ServerTime } from '../src/shared/clock.svelte';
import { colombianMobile, spacedPhone } from '../src/shared/phone';

const aged = (instant: number, now: number): string => age(instant, now as ServerTime);

describe('times', () => {
  test('are those of Bogota wherever the phone is', () => {
    expect(time('2026-11-22T03:05:00Z', 'es')).toBe('22:05');
    expect(dayAndTime('2026-11-22T03:05:00Z', 'en')).toBe('21 Nov, 22:05');
    expect(dayAndTime('2026-11-22T03:05:00Z', 'es')).toMatch(/^21 (de )?nov\.?, 22:05$/);
  });

  test('run as a stopwatch', () => {
    expect([stopwatch(-3), stopwatch(9), stopwatch(754), stopwatch(3909)]).toEqual(['00:00', '00:09', '12:34', '1:05:09']);
  });

  test('are long in words that fit, on one line', () => {
    expect([duration(44.6), duration(60), duration(3599), duration(3900), duration(3 * 86400)]).toEqual([
      '45\u00a0s',
      '1\u00a0min',
      '59\u00a0min',
      '1\u00a0h\u00a05\u00a0min',
      '3\u00a0d',
    ]);
  });

  test('do not flicker when they are ages', () => {
    expect([aged(1000, 900), aged(0, 3_900), aged(0, 59_000), aged(0, 61_000)]).toEqual(['5\u00a0s', '5\u00a0s', '55\u00a0s', '1\u00a0min']);
  });
});

test('sizes are written with their unit', () => {
  expect([bytes(0, 'es'), bytes(640_000, 'es'), bytes(12_400_000, 'es'), bytes(8e9, 'en')]).toEqual(['0\u00a0B', '640\u00a0kB', '12,4\u00a0MB', '8\u00a0GB']);
});

test('distances and pesos are written as Colombians write them', () => {
  expect([distance(3, 'es'), distance(347, 'es'), distance(1234, 'es'), distance(1234, 'en')]).toEqual([
    '10\u00a0m',
    '350\u00a0m',
    '1,2\u00a0km',
    '1.2\u00a0km',
  ]);
  expect([pesos(0, 'es'), pesos(2900, 'es'), pesos(1_234_567, 'es')]).toEqual(['$\u00a00', '$\u00a02.900', '$\u00a01.234.567']);
});

test('the distance between two stations is right to some metres', () => {
  expect(metresBetween([7.140709, -73.121012], [7.137204, -73.122375])).toBeCloseTo(418, -1);
});

test('a mobile number is understood however it is typed, and others are not', () => {
  for (const typed of ['3105550142', '310 555 0142', '+57 310-555-0142', '0057 3105550142']) {
    expect(colombianMobile(typed)).toBe('+573105550142');
  }
  for (const typed of ['', '310555014', '6076345678', '+1 310 555 0142']) {
    expect(colombianMobile(typed)).toBeUndefined();
  }
  expect(spacedPhone('+573105550142')).toBe('310 555 0142');
});
