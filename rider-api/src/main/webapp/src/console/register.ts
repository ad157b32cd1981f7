// What is registered of a station beside what it reports of itself: the docks somebody installed, the bikes of the fleet.
import type { Bike, StationDetail } from './types';

export interface Compared {
  /** Docks that somebody installed. */
  registered: number;
  /** Docks that the station tells of. */
  reported: number;
  /** Installed, and never told of. */
  silent: number;
  /** Told of, and installed by nobody. */
  strange: number[];
  /** Bikes in its docks that are not of the fleet. */
  bikes: string[];
  same: boolean;
}

export function compare(station: StationDetail): Compared {
  const strange = station.docks.filter((one) => one.unregistered).map((one) => one.dock);
  const silent = Math.max(0, station.capacity - (station.docks.length - strange.length));
  const bikes = station.docks.flatMap((one) => (one.bikeUnregistered && one.bikeId ? [one.bikeId] : []));
  return {
    registered: station.capacity,
    reported: station.docks.length,
    silent,
    strange,
    bikes,
    same: silent === 0 && strange.length === 0 && bikes.length === 0,
  };
}

/** Why a bike is not of the fleet, as the key of its text; undefined when it is. */
export function outside(bike: Pick<Bike, 'retired' | 'unregistered'>): 'retired' | 'unregistered' | undefined {
  return bike.retired ? 'retired' : bike.unregistered ? 'unregistered' : undefined;
}
