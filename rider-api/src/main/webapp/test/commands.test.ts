import { describe, expect, test } from 'vitest';
import { commandsPath, filterOf, fits, merged, queryOf, type CommandFilter } from '../src/console/commands';
import type { Command } from '../src/console/types';

const STAFF: CommandFilter = { by: 'staff', order: '', state: 'all', stationId: '' };

function command(second: number, more: Partial<Command> = {}): Command {
  return { commandId: `c${second}`, stationId: 'uis', order: 'identify', state: 'done', requestedAt: new Date(second * 1000).toISOString(), ...more };
}
const ids = (commands: Command[]): string[] => commands.map((one) => one.commandId);

describe('orders', () => {
  test('are told apart as the server does', () => {
    expect(fits(command(1), STAFF)).toBe(true);
    expect(fits(command(1, { order: 'unlock' }), STAFF)).toBe(false);
    expect(fits(command(1, { order: 'unlock' }), { ...STAFF, by: 'riders' })).toBe(true);
    expect(fits(command(1, { state: 'unknown' }), { ...STAFF, state: 'open' })).toBe(true);
    expect(fits(command(1, { state: 'expired' }), { ...STAFF, state: 'failed' })).toBe(true);
    expect(fits(command(1), { ...STAFF, order: 'reboot' })).toBe(false);
    expect(fits(command(1), { ...STAFF, stationId: 'agua' })).toBe(false);
  });

  test('are those that were read and those that came since, in their order, and none from behind the last page', () => {
    const read = [command(30, { state: 'sent' }), command(20)];
    const live = [command(40), command(30, { state: 'refused' }), command(10), command(35, { order: 'unlock' })];

    expect(ids(merged(read, false, live, STAFF))).toEqual(['c40', 'c30', 'c20']);
    expect(merged(read, false, live, STAFF)[1]?.state).toBe('refused');
    expect(ids(merged(read, true, live, STAFF))).toEqual(['c40', 'c30', 'c20', 'c10']);
    expect(ids(merged([], true, [command(5)], STAFF))).toEqual(['c5']);
  });

  test('keep their order whether or not the server writes thousandths', () => {
    const whole = command(20, { commandId: 'a', requestedAt: '2026-11-22T13:05:00Z' });
    const later = command(21, { commandId: 'b', requestedAt: '2026-11-22T13:05:00.5Z' });
    expect(ids(merged([whole, later], true, [], STAFF))).toEqual(['b', 'a']);
  });
});

test('the server is asked for what is chosen alone', () => {
  expect(commandsPath(STAFF)).toBe('/v1/operator/commands?by=staff&state=all&limit=50');
  expect(commandsPath({ by: 'all', order: 'reboot', state: 'open', stationId: 'uis' }, 'x')).toBe(
    '/v1/operator/commands?by=all&state=open&limit=50&order=reboot&stationId=uis&cursor=x',
  );
});

test('what is chosen is in the address, and an address that says what nobody knows chooses nothing', () => {
  const chosen: CommandFilter = { by: 'all', order: 'reboot', state: 'open', stationId: 'uis' };
  expect(filterOf(new URLSearchParams(queryOf(chosen)))).toEqual(chosen);
  expect(filterOf(new URLSearchParams())).toEqual(STAFF);
  expect(Object.values(queryOf(STAFF)).join('')).toBe('');
  expect(filterOf(new URLSearchParams('de=nadie&orden=unlock&estado=x'))).toEqual(STAFF);
  expect(filterOf(new URLSearchParams('de=riders&orden=reboot')).order).toBe('');
});
