import { beforeEach, describe, expect, test } from 'vitest';
import { ENDINGS, endingOf, isDecided } from '../src/rider/ending';
import { Ride } from '../src/rider/ride.svelte';
import type { Session } from '../src/shared/session';
import { Store } from '../src/shared/store';
import type { Trip } from '../src/shared/types';
import { Memory } from './memory';

const RIDING: Trip = {
  tripId: 'uis.1.7',
  bikeId: 'B1',
  state: 'riding',
  startedAt: '2026-11-30T12:00:00Z',
  startStation: { stationId: 'uis', name: 'UIS' },
};
const DOCKED: Trip = {
  ...RIDING,
  state: 'ended',
  endedAt: '2026-11-30T12:20:00Z',
  endStation: { stationId: 'san-pio', name: 'San Pío' },
  durationSeconds: 1200,
};
const { endStation: _, ...NOWHERE } = DOCKED;
const CLOSED: Trip = { ...NOWHERE, remark: 'returned' };
const MISSING: Trip = { ...RIDING, state: 'end-unknown', remark: 'missing' };

/** What the server says of the rider's newest trip. */
let newest: Trip;
let ride: Ride;

beforeEach(() => {
  Object.assign(globalThis, { localStorage: new Memory(), sessionStorage: new Memory() });
  const store = new Store('rider');
  store.begin('r1');
  const call = async (path: string): Promise<unknown> => (path.startsWith('/v1/trips?') ? { trips: [newest] } : newest);
  ride = new Ride({ store, account: 'r1', call } as unknown as Session);
});

async function hears(trip: Trip): Promise<void> {
  newest = trip;
  await ride.refresh();
}

describe('how a trip came to be over', () => {
  test('is a docking only where a station shows the bike', () => {
    expect(endingOf(DOCKED)).toBe('docked');
    expect(endingOf({ ...DOCKED, remark: 'contested' })).toBe('docked');
    expect(endingOf(CLOSED)).toBe('closed');
    expect(endingOf(MISSING)).toBe('missing');
    expect(endingOf({ ...RIDING, state: 'corrected-away', remark: 'taken-away' })).toBe('taken-away');
    expect(endingOf({ ...RIDING, state: 'end-unknown' })).toBe('unknown');
    expect(endingOf({ ...RIDING, state: 'end-unknown', remark: 'contested' })).toBe('unknown');
    expect(ENDINGS.filter(isDecided)).toEqual(['closed', 'missing', 'taken-away']);
  });
});

describe('a ride', () => {
  test('that the control room ended is told again when the bike is docked after all', async () => {
    await hears(RIDING);
    expect(ride.ended).toBeUndefined();
    await hears(MISSING);
    expect(ride.trip).toBeUndefined();
    expect(ride.ended).toEqual(MISSING);
    await hears(DOCKED);
    expect(ride.ended).toEqual(DOCKED);
  });

  test('goes on when what ended it is taken back', async () => {
    await hears(RIDING);
    await hears(CLOSED);
    expect(ride.ended).toEqual(CLOSED);
    await hears(RIDING);
    expect(ride.ended).toBeUndefined();
    expect(ride.trip).toEqual(RIDING);
  });

  test('is what the server said last of its trips, and nothing of it stays for the next rider', async () => {
    await hears(RIDING);
    await hears(DOCKED);
    expect(ride.said.get(RIDING.tripId)).toEqual(DOCKED);
    ride.stop();
    expect(ride.said.size).toBe(0);
  });
});
