import { serverClock, serverNow } from '../shared/clock.svelte';
import { metresBetween } from '../shared/format';
import type { Session } from '../shared/session';
import type { Station, StationDetail, StationList } from '../shared/types';

type Place = [lat: number, lon: number];

/** Parque Santander: distances are from here until there is a better place. */
const CENTRE: Place = [7.1193, -73.1227];
/** So often figures are asked for while they are seen. */
export const EVERY_MS = 10_000;
/** After this long an answer is missing: nobody may take the figures for those of now. */
const OLD_MS = EVERY_MS + 3_000;
const MOST = 100;

interface KeptList {
  at: number;
  stations: Station[];
}

/** The near stations: fresh while the server answers, and the last known list, with its age, when it does not. */
export class Stations {
  list = $state.raw<Station[]>([]);
  /** When the server gave the list; its own time. */
  at = $state(0);
  /** The server answered the last time it was asked. */
  fresh = $state(false);
  asked = $state(false);
  position = $state.raw<Place | undefined>();
  locateFailed = $state(false);
  /** Where the trip under way began: distances are from there while the rider's own place is unknown. */
  private start = $state.raw<{ stationId: string; name: string; place: Place } | undefined>();

  /** The list may be wrong by now: the last question failed, or nothing was heard for long. */
  get old(): boolean {
    return this.asked && this.at > 0 && (!this.fresh || isOld(this.at));
  }

  constructor(private readonly session: Session) {
    const kept = session.store.get<KeptList>('stations');
    if (kept) {
      this.list = kept.stations;
      this.at = kept.at;
    }
    this.restorePlace();
  }

  /** From where distances are. */
  get from(): { kind: 'here' } | { kind: 'start'; name: string } | { kind: 'centre' } {
    if (this.position) {
      return { kind: 'here' };
    }
    return this.start ? { kind: 'start', name: this.start.name } : { kind: 'centre' };
  }

  private get origin(): Place {
    return this.position ?? this.start?.place ?? CENTRE;
  }

  restorePlace(): void {
    this.position = this.session.store.get<Place>('place');
  }

  /** The rider has left this station; nothing for none. */
  async startedAt(stationId: string | undefined): Promise<void> {
    if (this.start?.stationId === stationId) {
      return;
    }
    const station = stationId === undefined ? undefined : (this.find(stationId) ?? (await this.ask(stationId)));
    this.start =
      station?.latitude === undefined || station.longitude === undefined
        ? undefined
        : { stationId: station.stationId, name: station.name, place: [station.latitude, station.longitude] };
    this.list = this.measured(this.list);
    await this.load();
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
    const [lat, lon] = this.origin;
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
    return this.list.filter((station) => station.returning && station.docksAvailable > 0);
  }

  locate(): void {
    navigator.geolocation?.getCurrentPosition(
      (found) => {
        this.position = [found.coords.latitude, found.coords.longitude];
        this.session.store.put('place', this.position);
        this.locateFailed = false;
        this.list = this.measured(this.list);
        void this.load();
      },
      () => (this.locateFailed = true),
      { timeout: 10_000, maximumAge: 60_000 },
    );
  }

  /** The place, and a list in its order, were the account's. */
  forget(): void {
    this.position = undefined;
    this.start = undefined;
    this.locateFailed = false;
    this.list = this.measured(this.list);
  }

  private ask(stationId: string): Promise<Station | undefined> {
    return this.session
      .call<StationDetail>(`/v1/stations/${encodeURIComponent(stationId)}`, { open: true })
      .catch(() => undefined);
  }

  private take(stations: Station[]): void {
    this.list = this.measured(stations);
    this.at = serverNow();
    this.fresh = true;
    this.session.store.put('stations', { at: this.at, stations: this.list } satisfies KeptList);
  }

  private measured(stations: Station[]): Station[] {
    return stations
      .map((station) => ({ ...station, distanceM: distanceOf(station, this.origin) }))
      .sort((a, b) => a.distanceM - b.distanceM);
  }
}

/** Whether what the server said then, by its clock, may be wrong by now. */
export function isOld(at: number): boolean {
  return serverClock() - at > OLD_MS;
}

function distanceOf(station: Station, here: Place): number {
  return station.latitude === undefined || station.longitude === undefined
    ? Number.MAX_SAFE_INTEGER
    : metresBetween(here, [station.latitude, station.longitude]);
}
