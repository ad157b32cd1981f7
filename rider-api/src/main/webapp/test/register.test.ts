import { expect, test } from 'vitest';
import { compare, outside } from '../src/console/register';
import type { Dock, StationDetail } from '../src/console/types';

function station(capacity: number, docks: Partial<Dock>[]): StationDetail {
  return {
    stationId: 'uis',
    name: 'UIS',
    capacity,
    docks: docks.map((one, i) => ({ dock: i + 1, lock: 'locked', lockedOut: false, ...one })),
  } as StationDetail;
}

test('a station that reports the docks that are installed and bikes of the fleet is as it is registered', () => {
  expect(compare(station(2, [{ bikeId: 'B1' }, {}]))).toEqual({ registered: 2, reported: 2, silent: 0, strange: [], bikes: [], same: true });
});

test('what only the register or only the station knows is told apart', () => {
  const compared = compare(station(3, [{ bikeId: 'XX1', bikeUnregistered: true }, { dock: 400, unregistered: true, bikeId: 'B2' }]));
  expect(compared).toEqual({ registered: 3, reported: 2, silent: 2, strange: [400], bikes: ['XX1'], same: false });
});

test('a bike that was retired is not called one that nobody registered', () => {
  expect([outside({ retired: true }), outside({ unregistered: true }), outside({})]).toEqual(['retired', 'unregistered', undefined]);
});
