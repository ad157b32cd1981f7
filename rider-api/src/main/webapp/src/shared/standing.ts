import { tidyId, tidyLine } from './typed';

/** How a station stands, in the order in which an operator looks: the first that is true. */
export type Standing = 'offline' | 'out-of-service' | 'empty' | 'full' | 'damaged' | 'good';

export const STANDINGS: Standing[] = ['offline', 'out-of-service', 'empty', 'full', 'damaged', 'good'];

/** What both pages know of a station; only staff see what is damaged. */
export interface Counted {
  online: boolean;
  /** Bikes may be taken here. */
  renting: boolean;
  /** Bikes brought here are taken, out of service too. */
  returning: boolean;
  bikesAvailable: number;
  docksAvailable: number;
  docksDisabled?: number;
  bikesDisabled?: number;
}

export function standing(station: Counted): Standing {
  if (!station.online) {
    return 'offline';
  }
  if (!station.renting) {
    return 'out-of-service';
  }
  if (station.bikesAvailable === 0) {
    return 'empty';
  }
  if (station.docksAvailable === 0) {
    return 'full';
  }
  return (station.docksDisabled ?? 0) + (station.bikesDisabled ?? 0) > 0 ? 'damaged' : 'good';
}

/** As a station stands for whoever brings a bike back: out of service it takes bikes all the same. */
export function standingForReturn(station: Counted): Standing {
  if (!station.online) {
    return 'offline';
  }
  if (!station.returning) {
    return 'out-of-service';
  }
  if (station.docksAvailable === 0) {
    return 'empty';
  }
  return station.renting && station.bikesAvailable === 0 ? 'full' : 'good';
}

/** Whether what is typed is in the name or the id, without regard to capitals and accents. */
export function matches(station: { name: string; stationId: string }, typed: string): boolean {
  const wanted = plain(tidyLine(typed));
  return plain(`${station.name} ${station.stationId}`).includes(wanted);
}

/** Whether what is typed is in an id, which has no blanks: `b 0042` is in B0042. */
export function matchesId(id: string, typed: string): boolean {
  return plain(id).includes(plain(tidyId(typed)));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
