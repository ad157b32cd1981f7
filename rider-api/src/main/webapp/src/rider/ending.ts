import type { Trip } from '../shared/types';

/**
 * How a trip came to be over, as its rider is told at once: `ending.WORD` and `ending.WORD.text`. Only of a trip that is
 * `docked` is it known that the bike stands in a dock; of any other it may be in the rider's hands.
 */
export const ENDINGS = ['docked', 'closed', 'missing', 'taken-away', 'unknown'] as const;
export type Ending = (typeof ENDINGS)[number];

/** Of a trip that is not under way. */
export function endingOf(trip: Pick<Trip, 'state' | 'remark' | 'endStation'>): Ending {
  if (trip.state === 'corrected-away') {
    return 'taken-away';
  } else if (trip.state !== 'ended') {
    return trip.remark === 'missing' ? 'missing' : 'unknown';
  }
  return trip.endStation ? 'docked' : 'closed';
}

/** The control room decided it, while the rider may still have the bike: there is somebody to call. */
export function isDecided(ending: Ending): boolean {
  return ending === 'closed' || ending === 'missing' || ending === 'taken-away';
}
