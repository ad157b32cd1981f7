import { describe, expect, test } from 'vitest';
import { matches, sorted, standing } from '../src/console/standing';
import { matchesId, standingForReturn } from '../src/shared/standing';
import type { Station } from '../src/console/types';

function station(values: Partial<Station>): Station {
  return {
    stationId: 'S01',
    name: 'Parque San Pío',
    capacity: 10,
    bikesAvailable: 4,
    bikesDisabled: 0,
    docksAvailable: 6,
    docksDisabled: 0,
    online: true,
    inService: true,
    renting: true,
    returning: true,
    ...values,
  };
}

describe('how a station stands', () => {
  test('is the gravest that is true', () => {
    expect(standing(station({}))).toBe('good');
    expect(standing(station({ docksDisabled: 1 }))).toBe('damaged');
    expect(standing(station({ docksAvailable: 0, docksDisabled: 1 }))).toBe('full');
    expect(standing(station({ bikesAvailable: 0 }))).toBe('empty');
    expect(standing(station({ bikesAvailable: 0, inService: false, renting: false }))).toBe('out-of-service');
    expect(standing(station({ online: false, renting: false }))).toBe('offline');
  });

  test('is told by what the server says may be done, not by the order behind it', () => {
    expect(standing(station({ inService: false }))).toBe('good');
    expect(standing(station({ renting: false }))).toBe('out-of-service');
  });

  test('for a return is that of its docks: out of service it takes bikes all the same', () => {
    const closed = { bikesAvailable: 0, inService: false, renting: false };
    expect(standingForReturn(station(closed))).toBe('good');
    expect(standingForReturn(station({ ...closed, docksAvailable: 0 }))).toBe('empty');
    expect(standingForReturn(station({ ...closed, returning: false }))).toBe('out-of-service');
    expect(standingForReturn(station({ ...closed, online: false }))).toBe('offline');
    expect(standingForReturn(station({ bikesAvailable: 0 }))).toBe('full');
  });
});

describe('the table', () => {
  const city = [
    station({ stationId: 'a', name: 'Zulia', bikesAvailable: 2 }),
    station({ stationId: 'b', name: 'árbol', bikesAvailable: 9, online: false }),
    station({ stationId: 'c', name: 'Estación 10', bikesAvailable: 2 }),
    station({ stationId: 'd', name: 'Estación 9', bikesAvailable: 2 }),
  ];
  const ids = (stations: Station[]): string => stations.map((one) => one.stationId).join('');

  test('is sorted as people read: accents, capitals and numbers in names', () => {
    expect(ids(sorted(city, 'name', false))).toBe('bdca');
    expect(ids(sorted(city, 'name', true))).toBe('acdb');
  });

  test('keeps names in order where a column is equal', () => {
    expect(ids(sorted(city, 'bikes', true))).toBe('bdca');
    expect(ids(sorted(city, 'standing', false))).toBe('bdca');
  });

  test('finds a name without its accents', () => {
    expect(matches(station({}), ' san pio')).toBe(true);
    expect(matches(station({}), 's01')).toBe(true);
    expect(matches(station({}), 'niños')).toBe(false);
  });
});

test('a bike is found by its number as people type and paste it', () => {
  expect(['b 0002', 'B0002\u200b', ' 002 ', ''].map((typed) => matchesId('B0002', typed))).toEqual([true, true, true, true]);
  expect(matchesId('B0002', 'b0003')).toBe(false);
});
