import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ENDINGS, endingOf, isDecided } from '../src/rider/ending';
import { Ride } from '../src/rider/ride.svelte';
import { Problem } from '../src/shared/problem';
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
    expect(ride.said.find(RIDING.tripId)).toEqual(DOCKED);
    ride.stop();
    expect(ride.said.find(RIDING.tripId)).toBeUndefined();
  });
});

describe('an unlock in two tabs of one browser', () => {
  /** What the tabs asked, and how each POST is answered by whoever calls. */
  let asked: string[];
  let answer: ((outcome: unknown) => void) | undefined;

  /** As browsers do: one holder at a time, the others in their order. */
  const queues = new Map<string, Promise<unknown>>();
  const locks = {
    request: (name: string, work: () => Promise<unknown>): Promise<unknown> => {
      const turn = (queues.get(name) ?? Promise.resolve()).then(work);
      queues.set(name, turn.catch(() => undefined));
      return turn;
    },
  };

  function tab(): Ride {
    const call = (path: string): Promise<unknown> => {
      if (path.startsWith('/v1/trips?')) {
        return Promise.resolve({ trips: [newest] });
      }
      asked.push(path);
      return new Promise((done, fail) => {
        answer = (outcome) => (outcome instanceof Problem ? fail(outcome) : done(outcome));
      });
    };
    const store = new Store('rider');
    store.begin('r1');
    return new Ride({ store, account: 'r1', call } as unknown as Session);
  }

  const settled = (): Promise<void> => new Promise((done) => setTimeout(done));
  async function answered(outcome: unknown): Promise<void> {
    answer?.(outcome);
    await settled();
  }

  beforeEach(() => {
    asked = [];
    queues.clear();
    newest = DOCKED;
    vi.stubGlobal('navigator', { onLine: true, locks });
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test('is shown by the second, which asks nothing while the first follows it', async () => {
    const [first, second] = [tab(), tab()];
    first.unlock('ABC234');
    await settled();
    second.attemptKept();
    await settled();
    expect(second.attempt?.code).toBe('ABC234');
    expect(asked).toEqual(['/v1/trips']);

    newest = RIDING;
    await answered({ state: 'done', trip: RIDING });
    second.attemptKept();
    await settled();
    expect([first.attempt, second.attempt]).toEqual([undefined, undefined]);
    expect([first.trip?.tripId, second.trip?.tripId]).toEqual([RIDING.tripId, RIDING.tripId]);
    expect(asked).toEqual(['/v1/trips']);
  });

  test('fails in both for the same reason', async () => {
    const [first, second] = [tab(), tab()];
    first.unlock('ABC234');
    await settled();
    second.attemptKept();
    await answered(new Problem('no-bike', 409, '', ''));
    second.attemptKept();
    await settled();
    expect([first.failure?.word, second.failure?.word]).toEqual(['no-bike', 'no-bike']);
    expect(second.attempt).toBeUndefined();
    expect(asked).toEqual(['/v1/trips']);
    const third = tab();
    third.attemptKept();
    expect([third.attempt, third.failure]).toEqual([undefined, undefined]);
  });

  test('is settled by the second once the first is gone, and by neither while a station has it', async () => {
    const first = tab();
    first.unlock('ABC234');
    await settled();
    queues.clear(); // A browser gives up the locks of a tab that is closed.
    const second = tab();
    second.attemptKept();
    await settled();
    expect(asked).toEqual(['/v1/trips', '/v1/trips/cancellations']);
    await answered({ state: 'queued', unlockId: 'u1' });
    expect(second.attempt?.step).toBe('slow');

    queues.clear();
    const third = tab();
    third.attemptKept();
    await settled();
    expect(third.attempt?.unlockId).toBe('u1');
    expect(asked).toHaveLength(2);
  });
});
