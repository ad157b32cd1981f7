import type { operations } from '../api/operator';
import type { Command, CommandState } from './types';

type Query = NonNullable<operations['listCommands']['parameters']['query']>;
export type GivenBy = NonNullable<Query['by']>;
export type CommandStanding = NonNullable<Query['state']>;

export const GIVEN_BY: readonly GivenBy[] = ['staff', 'riders', 'all'];
export const COMMAND_STANDINGS: readonly CommandStanding[] = ['all', 'open', 'done', 'failed'];
export const STAFF_ORDERS: readonly Command['order'][] = ['lock-out', 'release', 'service-out', 'service-in', 'identify', 'reboot', 'diagnostics'];
export const PAGE_SIZE = 50;

/** Which commands are on the screen; empty is any. */
export interface CommandFilter {
  by: GivenBy;
  order: Command['order'] | '';
  state: CommandStanding;
  stationId: string;
}

/** The filter that an address says; what it does not say, or nobody knows, is as at the beginning. */
export function filterOf(query: URLSearchParams): CommandFilter {
  const one = <T extends string>(name: string, all: readonly T[], other: T): T => all.find((value) => value === query.get(name)) ?? other;
  const by = one('de', GIVEN_BY, 'staff');
  return {
    by,
    order: by === 'riders' ? '' : one('orden', ['', ...STAFF_ORDERS], ''),
    state: one('estado', COMMAND_STANDINGS, 'all'),
    stationId: query.get('estacion') ?? '',
  };
}

/** As {@link filterOf} reads it. */
export function queryOf(filter: CommandFilter): Record<string, string> {
  return {
    de: filter.by === 'staff' ? '' : filter.by,
    orden: filter.order,
    estado: filter.state === 'all' ? '' : filter.state,
    estacion: filter.stationId,
  };
}

const OPEN: readonly CommandState[] = ['queued', 'sent', 'unknown'];

export function standingOf(state: CommandState): CommandStanding {
  return OPEN.includes(state) ? 'open' : state === 'done' ? 'done' : 'failed';
}

/** As the server judges it, for what comes by the stream. */
export function fits(command: Command, filter: CommandFilter): boolean {
  const unlock = command.order === 'unlock';
  return (
    (filter.by === 'all' || unlock === (filter.by === 'riders')) &&
    (filter.order === '' || command.order === filter.order) &&
    (filter.state === 'all' || standingOf(command.state) === filter.state) &&
    (filter.stationId === '' || command.stationId === filter.stationId)
  );
}

/** From the newest to the oldest, as the server lists them. */
export function newestFirst(a: Command, b: Command): number {
  return Date.parse(b.requestedAt) - Date.parse(a.requestedAt) || (a.commandId < b.commandId ? 1 : a.commandId > b.commandId ? -1 : 0);
}

export function commandsPath(filter: CommandFilter, cursor?: string): string {
  const query = new URLSearchParams({ by: filter.by, state: filter.state, limit: String(PAGE_SIZE) });
  for (const [name, value] of Object.entries({ order: filter.order, stationId: filter.stationId, cursor })) {
    if (value) {
      query.set(name, value);
    }
  }
  return `/v1/operator/commands?${query}`;
}

/** What was read page by page, with all that the stream has told since: of what is older than the last page nothing. */
export function merged(read: Command[], ends: boolean, live: Iterable<Command>, filter: CommandFilter): Command[] {
  const all = new Map(read.map((command) => [command.commandId, command]));
  const last = ends ? undefined : read.at(-1);
  for (const command of live) {
    if (all.has(command.commandId) || last === undefined || newestFirst(command, last) < 0) {
      all.set(command.commandId, command);
    }
  }
  return [...all.values()].filter((command) => fits(command, filter)).sort(newestFirst);
}
