import { expect, test } from 'vitest';
import { screenOf } from '../src/console/addresses';

test('an address names a screen of the console, or nothing', () => {
  expect(screenOf([])).toBe('estaciones');
  expect(screenOf(['estaciones', 'uis'])).toBe('estaciones');
  expect(screenOf(['ordenes'])).toBe('ordenes');
  for (const nothing of [['viajes', 'uis.1.482'], ['nada'], ['ordenes', 'c81f2'], ['estaciones', 'uis', '7'], ['constructor']]) {
    expect(screenOf(nothing)).toBeUndefined();
  }
});
