import { standing, STANDINGS } from '../shared/standing';
import type { Station } from './types';

export { matches, standing, STANDINGS, type Standing } from '../shared/standing';

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
