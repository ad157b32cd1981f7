import type { Station } from './types';

/** How a station stands, in the order in which an operator looks: the first that is true. */
export type Standing = 'offline' | 'out-of-service' | 'empty' | 'full' | 'damaged' | 'good';

export const STANDINGS: Standing[] = ['offline', 'out-of-service', 'empty', 'full', 'damaged', 'good'];

export function standing(station: Station): Standing {
  if (!station.online) {
    return 'offline';
  }
  if (!station.inService) {
    return 'out-of-service';
  }
  if (station.bikesAvailable === 0) {
    return 'empty';
  }
  if (station.docksAvailable === 0) {
    return 'full';
  }
  return station.docksDisabled + station.bikesDisabled > 0 ? 'damaged' : 'good';
}

export type Column = 'standing' | 'name' | 'bikes' | 'free' | 'age';

/** Rows in the order of a column; equal ones by name. Capitals and accents do not count. */
export function sorted(stations: Station[], column: Column, descending: boolean): Station[] {
  const value: Record<Exclude<Column, 'name'>, (station: Station) => number> = {
    standing: (station) => STANDINGS.indexOf(standing(station)),
    bikes: (station) => station.bikesAvailable,
    free: (station) => station.docksAvailable,
    age: (station) => -(station.lastReported ? Date.parse(station.lastReported) : 0),
  };
  const names = new Intl.Collator('es', { sensitivity: 'base', numeric: true });
  const sign = descending ? -1 : 1;
  return [...stations].sort((a, b) => {
    const by = column === 'name' ? 0 : value[column](a) - value[column](b);
    return by !== 0 ? by * sign : names.compare(a.name, b.name) * (column === 'name' ? sign : 1);
  });
}

/** Whether what is typed is in the name or the id, without regard to capitals and accents. */
export function matches(station: Station, typed: string): boolean {
  const wanted = plain(typed.trim());
  return plain(`${station.name} ${station.stationId}`).includes(wanted);
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
