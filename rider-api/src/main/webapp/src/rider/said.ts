import { SvelteMap } from 'svelte/reactivity';
import type { Trip } from '../shared/types';

/** What the server has said of trips since the rider signed in, of each the newest. */
export class Said {
  private readonly trips = new SvelteMap<string, Trip>();

  find(tripId: string): Trip | undefined {
    return this.trips.get(tripId);
  }

  /** Only what is new is told on: what is asked for again and again mostly says the same. */
  hear(trip: Trip): void {
    if (JSON.stringify(this.trips.get(trip.tripId)) !== JSON.stringify(trip)) {
      this.trips.set(trip.tripId, trip);
    }
  }

  clear(): void {
    this.trips.clear();
  }
}
