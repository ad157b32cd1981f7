import { SvelteMap } from 'svelte/reactivity';
import { serverClock, serverNow, type ServerTime } from '../shared/clock.svelte';
import { QUIET_MS, Stream, type ServerEvent, type StreamState } from '../shared/events';
import { Problem } from '../shared/problem';
import { Session } from '../shared/session';
import { language } from '../shared/text.svelte';
import type { Role } from '../shared/types';
import type { Alarm, Command, CommandPage, NewRuling, Order, Station, StationList } from './types';

const STAFF = ['crew', 'technician', 'dispatcher', 'supervisor', 'support', 'admin'];
/** Staff whose own page does not exist yet: they are told what they can do until then. */
export type GuestRole = Extract<Role, 'analyst' | 'advisor' | 'auditor'>;
const GUESTS: readonly string[] = ['analyst', 'advisor', 'auditor'] satisfies GuestRole[];
const MAY_RULE = ['dispatcher', 'supervisor', 'admin'];
const MAY_ORDER = ['technician', 'dispatcher', 'supervisor', 'admin'];
const MAY_TAKE_IN = ['supervisor', 'admin'];
const READ_REPORTS = ['technician', 'dispatcher', 'supervisor', 'support', 'admin'];
/** Changes are shown together, ten times a second at most. */
const FLUSH_MS = 100;
const POLL_MS = 5_000;
const CHECK_EVERY = 12;
const FLASH_MS = 2_500;
const AGAIN_MS = 3_000;
/** Riders' unlocks come for as long as a control room watches. */
const MOST_COMMANDS = 1_000;

/** All that the console knows; made once. The stream changes it, and asking does when the stream is down. */
class Console {
  ready = $state(false);
  signedIn = $state(false);
  /** Somebody is signed in, and the server cannot be asked. */
  offline = $state(false);
  stations = $state.raw<Station[]>([]);
  /** What those were called that are no longer there. */
  private retired = $state.raw<ReadonlyMap<string, string>>(new Map());
  /** Whether the stations were read at all: before that none are shown, and nobody knows whether there are any. */
  known = $state(false);
  /** Why the stations could not be read the last time. */
  unread = $state.raw<Problem | undefined>();
  /** The server ended the session: nobody signed out here. */
  dismissed = $state(false);
  alarms = $state.raw<Alarm[]>([]);
  /** The newest that are known, those that the stream told and those that were read. */
  readonly commands = new SvelteMap<string, Command>();
  /** How often something may have happened that the stream did not tell. */
  missed = $state(0);
  /** Counts what the stream tells: what it does not bring may have changed as well. */
  told = $state(0);
  stream = $state<StreamState>('connecting');
  /** When the server was last heard, if only by a heartbeat; by its own clock. */
  heardAt = $state<ServerTime | 0>(0);
  /** Stations that have just changed, so that the eye finds them. */
  readonly changed = new SvelteMap<string, number>();

  readonly session = new Session(
    'staff',
    (role) => STAFF.includes(role) || GUESTS.includes(role),
    language,
    () => {
      this.dismissed = true;
      this.ended();
    },
  );

  /** Who is signed in without a console of their own. */
  guest = $state<GuestRole | undefined>();

  private following: Stream | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  private ticks = 0;
  private flashes = 0;
  private readonly waiting = new Map<string, Station>();
  private flushing: ReturnType<typeof setTimeout> | undefined;

  /** Nothing was heard for so long that the figures may be wrong. */
  get stale(): boolean {
    return this.heardAt > 0 && serverClock() - this.heardAt > QUIET_MS;
  }

  get mayOrder(): boolean {
    return this.signedIn && MAY_ORDER.includes(this.session.role);
  }

  /** Whether a screen of this name is for who is signed in. */
  mayOpen(screen: string): boolean {
    return screen !== 'reportes' || this.mayReadReports;
  }

  get mayRule(): boolean {
    return this.signedIn && MAY_RULE.includes(this.session.role);
  }

  get mayTakeIn(): boolean {
    return this.signedIn && MAY_TAKE_IN.includes(this.session.role);
  }

  /** Riders' own words: only who sees to them reads them. */
  get mayReadReports(): boolean {
    return this.signedIn && READ_REPORTS.includes(this.session.role);
  }

  constructor() {
    if (typeof window !== 'undefined') {
      // Another tab has signed in or out: this one begins anew, with nothing in memory.
      this.session.store.watch(
        () => location.reload(),
        () => undefined,
      );
    }
  }

  /** After a reload. A server that cannot be reached has ended no session: it is asked until it answers. */
  async resume(): Promise<void> {
    while (!(await this.session.resume()) && this.session.account !== undefined) {
      this.offline = true;
      this.ready = true;
      await new Promise((done) => setTimeout(done, AGAIN_MS));
    }
    this.offline = false;
    if (this.session.signedIn) {
      this.begin();
    }
    this.ready = true;
  }

  /** Why not, when the link signs nobody in. */
  async signIn(token: string): Promise<Problem | undefined> {
    let refusal: Problem | undefined;
    const good = await this.session.signIn('/v1/sign-in/links', { token }).catch((caught: unknown) => {
      refusal = Problem.from(caught);
      return false;
    });
    if (good) {
      this.begin();
    }
    this.ready = true;
    return good ? undefined : (refusal ?? Problem.notForHere());
  }

  async signOut(): Promise<void> {
    await this.session.signOut();
    this.ended();
  }

  find(stationId: string): Station | undefined {
    return this.stations.find((station) => station.stationId === stationId);
  }

  /** What a station was called that is no longer there. */
  retiredName(stationId: string): string | undefined {
    return this.retired.get(stationId);
  }

  nameOf(stationId: string | undefined): string {
    return stationId === undefined ? '' : (this.find(stationId)?.name ?? this.retired.get(stationId) ?? stationId);
  }

  /** The command as taken; how it ends comes by the stream. Rejects with a Problem. */
  async order(stationId: string, order: Order, dock: number | undefined, note: string, key: string): Promise<Command> {
    const taken = await this.session.call<Partial<Command>>(`/v1/operator/stations/${encodeURIComponent(stationId)}/commands`, {
      method: 'POST',
      key,
      body: { order, ...(dock === undefined ? {} : { dock }), ...(note.trim() ? { note: note.trim() } : {}) },
    });
    const command = { stationId, order, state: 'queued', requestedAt: new Date(serverNow()).toISOString(), ...(dock === undefined ? {} : { dock }), ...taken } as Command;
    // The stream may have been quicker than the answer.
    if (!this.commands.has(command.commandId)) {
      this.commands.set(command.commandId, command);
    }
    return command;
  }

  /** Rejects with a Problem. */
  async rule(ruling: NewRuling, key: string): Promise<void> {
    await this.session.call('/v1/operator/rulings', { method: 'POST', key, body: ruling });
  }

  /** Riders are let the bike, or not. Rejects with a Problem. */
  async setBikeService(bikeId: string, inService: boolean, note: string): Promise<void> {
    await this.session.call(`/v1/operator/bikes/${encodeURIComponent(bikeId)}/service`, {
      method: 'PUT',
      body: { inService, ...(note.trim() ? { note: note.trim() } : {}) },
    });
  }

  /** A bike or a dock of which only stations tell is of the system from now on. Rejects with a Problem. */
  async takeIn(what: { bikeId: string } | { stationId: string; dock: number }, note: string): Promise<void> {
    const path =
      'bikeId' in what
        ? `bikes/${encodeURIComponent(what.bikeId)}`
        : `stations/${encodeURIComponent(what.stationId)}/docks/${what.dock}`;
    await this.session.call(`/v1/operator/${path}/registration`, { method: 'PUT', body: note.trim() ? { note: note.trim() } : {} });
  }

  /** The newest of a station, and the newest that staff gave to it: riders' unlocks are many more. */
  async loadCommands(stationId: string): Promise<void> {
    const of = `/v1/operator/commands?stationId=${encodeURIComponent(stationId)}&limit=10`;
    const pages = await Promise.all([of, `${of}&by=staff`].map((path) => this.session.call<CommandPage>(path)));
    pages.forEach((page) => page.commands.forEach((command) => this.note(command)));
  }

  /** A command as somebody told it; one that has ended stays so, whoever tells of an earlier moment later. */
  note(command: Command): void {
    const known = this.commands.get(command.commandId);
    if (known?.endedAt !== undefined && command.endedAt === undefined) {
      return;
    }
    this.commands.set(command.commandId, { ...known, ...command });
    if (this.commands.size > MOST_COMMANDS) {
      this.forgetAnUnlock();
    }
  }

  private forgetAnUnlock(): void {
    for (const one of this.commands.values()) {
      if (one.order === 'unlock') {
        this.commands.delete(one.commandId);
        return;
      }
    }
  }

  /** What cannot be had stays as it was, and its age tells. */
  async load(): Promise<void> {
    const [stations] = await Promise.allSettled([this.loadStations(), this.loadAlarms()]);
    this.unread = stations.status === 'rejected' ? Problem.from(stations.reason) : undefined;
  }

  async loadAlarms(): Promise<void> {
    const asked = language();
    const { alarms } = await this.session.call<{ alarms: Alarm[] }>('/v1/operator/alarms');
    // Another language may have been chosen meanwhile.
    if (asked !== language()) {
      return this.loadAlarms();
    }
    this.alarms = alarms;
  }

  /** What the server says in words, it says from now on in the language that is chosen now. */
  inLanguage(): void {
    if (this.following) {
      this.following.renew();
      void this.load();
    }
  }

  private async loadStations(): Promise<void> {
    const { stations, retired } = await this.session.call<StationList>('/v1/operator/stations');
    this.stations = stations;
    this.retired = new Map(retired.map((station) => [station.stationId, station.name]));
    this.known = true;
    this.heardAt = serverNow();
  }

  private begin(): void {
    const role = this.session.role;
    this.signedIn = true;
    this.dismissed = false;
    this.guest = GUESTS.includes(role) ? (role as GuestRole) : undefined;
    if (this.guest) {
      return;
    }
    this.following?.close();
    clearInterval(this.timer);
    void this.load();
    this.following = new Stream(
      this.session,
      '/v1/operator/events',
      (event) => this.read(event),
      (state) => this.heard(state),
    );
    this.timer = setInterval(() => {
      if (this.stream !== 'live' || !this.known || ++this.ticks % CHECK_EVERY === 0) {
        void this.load();
      }
    }, POLL_MS);
  }

  private heard(state: StreamState): void {
    if (state === 'live') {
      this.heardAt = serverNow();
    }
    // What happened while the stream was away may be further back than the server remembers.
    if (state === 'live' && this.stream === 'lost') {
      this.missed++;
      void this.load();
    }
    this.stream = state;
  }

  private ended(): void {
    this.signedIn = false;
    this.guest = undefined;
    this.following?.close();
    this.following = undefined;
    clearInterval(this.timer);
    this.heardAt = 0;
    this.stations = [];
    this.retired = new Map();
    this.known = false;
    this.unread = undefined;
    this.alarms = [];
    this.commands.clear();
  }

  private read(event: ServerEvent): void {
    this.told++;
    if (event.name === 'reset') {
      this.missed++;
      void this.load();
    } else if (event.name === 'station') {
      const station = JSON.parse(event.data) as Station;
      this.waiting.set(station.stationId, station);
      this.flushing ??= setTimeout(() => this.flush(), FLUSH_MS);
    } else if (event.name === 'command') {
      this.note(JSON.parse(event.data) as Command);
    } else if (event.name === 'alarm') {
      this.alarms = (JSON.parse(event.data) as { alarms: Alarm[] }).alarms;
    }
  }

  private flush(): void {
    this.flushing = undefined;
    for (const [id, station] of this.waiting) {
      const before = this.find(id);
      if (before && (before.bikesAvailable !== station.bikesAvailable || before.online !== station.online)) {
        this.flash(id);
      }
    }
    const known = new Set(this.stations.map((station) => station.stationId));
    this.stations = [
      ...this.stations.map((station) => this.waiting.get(station.stationId) ?? station),
      ...[...this.waiting.values()].filter((station) => !known.has(station.stationId)),
    ];
    this.waiting.clear();
  }

  private flash(stationId: string): void {
    const turn = ++this.flashes;
    this.changed.set(stationId, turn);
    setTimeout(() => {
      if (this.changed.get(stationId) === turn) {
        this.changed.delete(stationId);
      }
    }, FLASH_MS);
  }
}

export const app = new Console();
