import { beforeEach, describe, expect, test } from 'vitest';
import { Session } from '../src/shared/session';
import { Memory } from './memory';

interface Asked {
  method: string;
  path: string;
  key: string | null;
}

let memory: Memory;
let asked: Asked[];
let ended: number;
let answers: (() => Response)[];

const lost = (): Response => {
  throw new TypeError('Failed to fetch');
};
const tokens = (account: string) => (): Response => {
  const payload = btoa(JSON.stringify({ sub: account }));
  const body = { accessToken: `e.${payload}.s`, expiresInSeconds: 600, refreshToken: 'r', role: 'rider' };
  return new Response(JSON.stringify(body), { status: 200 });
};
const over = (): Response => new Response(JSON.stringify({ type: '/problems/session-ended' }), { status: 401 });
const told = (): Response => new Response(null, { status: 204 });

function session(): Session {
  return new Session('rider', (role) => role === 'rider', () => 'es', () => ended++);
}

beforeEach(() => {
  memory = new Memory();
  asked = [];
  answers = [];
  ended = 0;
  Object.assign(globalThis, {
    localStorage: memory,
    fetch: async (path: string, init: RequestInit) => {
      asked.push({ method: init.method ?? 'GET', path, key: new Headers(init.headers).get('Idempotency-Key') });
      const answer = answers.shift();
      if (!answer) {
        throw new Error(`nothing is said to ${path}`);
      }
      return answer();
    },
  });
});

describe('a session', () => {
  test('asks with the same key for an answer that was lost, also after a reload, and with another the next time', async () => {
    memory.setItem('bici.rider.account', 'r1');
    answers = [lost, tokens('r1'), tokens('r1')];

    expect(await session().resume()).toBe(false);
    const reloaded = session();
    expect(await reloaded.resume()).toBe(true);
    expect(await reloaded.resume()).toBe(true);

    const keys = asked.map((one) => one.key);
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  test('is not over because the server cannot be reached', async () => {
    memory.setItem('bici.rider.account', 'r1');
    answers = [tokens('r1'), lost];
    await session().resume();

    const offline = session();
    expect(offline.account).toBe('r1');
    expect(await offline.resume()).toBe(false);
    expect(offline.account).toBe('r1');
    expect(ended).toBe(0);
  });

  test('that was never there is not asked for, and who is not signed in keeps the list of stations', async () => {
    const nobody = session();
    nobody.store.put('stations', []);

    expect(await nobody.resume()).toBe(false);
    expect(asked).toEqual([]);
    expect(memory.keys()).toEqual(['bici.rider.of.-.stations']);
    expect(ended).toBe(0);
  });

  test('tells an answer that does not come in time from a server that is not there', async () => {
    const late = (): Response => {
      throw new DOMException('signal timed out', 'TimeoutError');
    };
    answers = [late, lost];
    const nobody = session();
    await expect(nobody.call('/v1/x', { open: true })).rejects.toMatchObject({ word: 'network', late: true });
    await expect(nobody.call('/v1/x', { open: true })).rejects.toMatchObject({ word: 'network', late: false });
  });

  test('leaves nothing when the server ends it', async () => {
    answers = [tokens('r1'), over];
    const rider = session();
    await rider.signIn('/v1/sign-in/tokens', {});
    rider.store.put('trip', 'mine');

    expect(await rider.resume()).toBe(false);
    expect(rider.account).toBeUndefined();
    expect(memory.keys()).toEqual([]);
    expect(ended).toBe(1);
  });

  test('is signed out without a network at once, and at the server as soon as it can be reached', async () => {
    answers = [tokens('r1'), lost, lost, told];
    const rider = session();
    await rider.signIn('/v1/sign-in/tokens', {});
    await rider.signOut();
    expect(rider.account).toBeUndefined();

    const reloaded = session();
    expect(await reloaded.resume()).toBe(false);
    expect(await reloaded.resume()).toBe(false);
    await reloaded.resume();

    expect(asked.slice(1).map((one) => `${one.method} ${one.path}`)).toEqual([
      'DELETE /v1/session',
      'DELETE /v1/session',
      'DELETE /v1/session',
    ]);
  });
});
