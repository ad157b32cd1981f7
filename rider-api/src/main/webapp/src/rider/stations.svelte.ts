import { metresBetween } from '../shared/format';
import type { Session } from '../shared/session';
import type { Station, StationList } from '../shared/types';

/** Parque Santander: distances are from here until the rider lends us a position. */
const CENTRE: [number, number] = [7.1193, -73.1227];
const KEPT = 'bici.stations';
const EVERY_MS = 15_000;
const MOST = 100;

interface Kept {
  at: number;
  stations: Station[];
}

/** The near stations: fresh while the server answers, and the last known list, with its age, when it does not. */
export class Stations {
  list = $state.raw<Station[]>([]);
  at = $state(0);
  /** The server answered the last time it was asked. */
  fresh = $state(false);
  asked = $state(false);
  position = $state.raw<[number, number] | undefined>();
  locateFailed = $state(false);

  constructor(private readonly session: Session) {
    const kept = readKept();
    if (kept) {
      this.list = kept.stations;
      this.at = kept.at;
    }
  }

  /** Asks now and then every few seconds while the page is seen; returns what stops it. */
  follow(): () => void {
    const ask = (): void => {
      if (!document.hidden) {
        void this.load();
      }
    };
    ask();
    const timer = setInterval(ask, EVERY_MS);
    document.addEventListener('visibilitychange', ask);
    window.addEventListener('online', ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
      window.removeEventListener('online', ask);
    };
  }

  async load(): Promise<void> {
    const [lat, lon] = this.position ?? CENTRE;
    try {
      const answer = await this.session.call<StationList>(
        `/v1/stations?near=${lat.toFixed(4)},${lon.toFixed(4)}&limit=${MOST}`,
        { open: true },
      );
      this.take(answer.stations);
    } catch {
      this.fresh = false;
    }
    this.asked = true;
  }

  find(stationId: string): Station | undefined {
    return this.list.find((station) => station.stationId === stationId);
  }

  /** Where a bike can be returned, the nearest first. */
  withFreeDocks(): Station[] {
    return this.list.filter((station) => station.docksAvailable > 0);
  }

  locate(): void {
    navigator.geolocation?.getCurrentPosition(
      (found) => {
        this.position = [found.coords.latitude, found.coords.longitude];
        this.locateFailed = false;
        void this.load();
      },
      () => (this.locateFailed = true),
      { timeout: 10_000, maximumAge: 60_000 },
    );
  }

  private take(stations: Station[]): void {
    const here = this.position ?? CENTRE;
    this.list = stations
      .map((station) => ({ ...station, distanceM: station.distanceM ?? distanceOf(station, here) }))
      .sort((a, b) => a.distanceM - b.distanceM);
    this.at = Date.now();
    this.fresh = true;
    try {
      localStorage.setItem(KEPT, JSON.stringify({ at: this.at, stations: this.list } satisfies Kept));
    } catch {
      // A full or forbidden store costs only the list off line.
    }
  }
}

function distanceOf(station: Station, here: [number, number]): number {
  return station.latitude === undefined || station.longitude === undefined
    ? Number.MAX_SAFE_INTEGER
    : metresBetween(here, [station.latitude, station.longitude]);
}

function readKept(): Kept | undefined {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '') as Kept;
  } catch {
    return undefined;
  }
}
