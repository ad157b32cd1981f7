/** How a station stands, in the order in which an operator looks: the first that is true. */
export type Standing = 'offline' | 'out-of-service' | 'empty' | 'full' | 'damaged' | 'good';

export const STANDINGS: Standing[] = ['offline', 'out-of-service', 'empty', 'full', 'damaged', 'good'];

/** What both pages know of a station; only staff see what is damaged. */
export interface Counted {
  online: boolean;
  inService: boolean;
  bikesAvailable: number;
  docksAvailable: number;
  docksDisabled?: number;
  bikesDisabled?: number;
}

export function standing(station: Counted): Standing {
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
  return (station.docksDisabled ?? 0) + (station.bikesDisabled ?? 0) > 0 ? 'damaged' : 'good';
}

/** Whether what is typed is in the name or the id, without regard to capitals and accents. */
export function matches(station: { name: string; stationId: string }, typed: string): boolean {
  const wanted = plain(typed.trim());
  return plain(`${station.name} ${station.stationId}`).includes(wanted);
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
