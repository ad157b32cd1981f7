// Times that people type: the city's, whatever zone and clock their own computer has.
import type { ServerTime } from '../shared/clock.svelte';
import { ZONE } from '../shared/format';

const SECOND_MS = 1_000;
/** As far as the server's clock may be behind what is known of it here: a time that it has not reached is refused. */
const SAFE_MS = 2_000;

const FIELDS = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** As an input of date and time takes it, to the second: 2026-11-22T07:05:09. */
export function cityField(instant: number): string {
  const part = Object.fromEntries(FIELDS.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}`;
}

/** The moment that somebody means who types this in the city; with or without seconds. */
export function fromCityField(typed: string): string {
  const asUtc = Date.parse(`${typed}Z`);
  const ahead = Date.parse(`${cityField(asUtc)}Z`) - asUtc;
  return new Date(asUtc - ahead).toISOString();
}

/** Now for a decision about what began at `begun`: never before that, however short ago it was. */
export function decisionTime(now: ServerTime, begun: string | undefined): number {
  const soon = Math.floor((now - SAFE_MS) / SECOND_MS) * SECOND_MS;
  return Math.max(soon, begun === undefined ? 0 : Math.ceil(Date.parse(begun) / SECOND_MS) * SECOND_MS);
}
