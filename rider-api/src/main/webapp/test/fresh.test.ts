import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EVERY_MS, Fresh, OLD_MS, REST_MS } from '../src/console/fresh.svelte';
import { setAheadMs } from '../src/shared/clock.svelte';
import { Problem } from '../src/shared/problem';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  setAheadMs(0);
});

test('what is shown is read every ten seconds, and once soon after however many changes, until it is left', async () => {
  let readings = 0;
  const fresh = new Fresh(async () => void readings++);
  const leave = fresh.follow();
  fresh.soon();
  fresh.soon();
  await vi.advanceTimersByTimeAsync(REST_MS);
  expect(readings).toBe(1);
  fresh.soon();
  await vi.advanceTimersByTimeAsync(REST_MS);
  expect(readings).toBe(2);
  await vi.advanceTimersByTimeAsync(EVERY_MS);
  expect(readings).toBe(3);
  fresh.soon();
  leave();
  await vi.advanceTimersByTimeAsync(3 * EVERY_MS);
  expect(readings).toBe(3);
});

test('who asks while it is being read gets what is read afterwards, and all of them together once', async () => {
  const answers: (() => void)[] = [];
  const fresh = new Fresh(() => new Promise((done) => answers.push(done)));
  const done: string[] = [];
  void fresh.now().then(() => done.push('first'));
  void fresh.now().then(() => done.push('second'));
  void fresh.now().then(() => done.push('third'));
  expect(answers.length).toBe(1);
  answers[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect([answers.length, ...done]).toEqual([2, 'first']);
  answers[1]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect([answers.length, ...done]).toEqual([2, 'first', 'second', 'third']);
});

test('what cannot be read again says why and its age, and neither once it can', async () => {
  let fails = false;
  const fresh = new Fresh(() => (fails ? Promise.reject(new TypeError('lost')) : Promise.resolve()));
  await fresh.now();
  expect([fresh.problem, fresh.old]).toEqual([undefined, false]);
  fails = true;
  await expect(fresh.now()).rejects.toBeInstanceOf(Problem);
  setAheadMs(OLD_MS + 1_000);
  expect([fresh.problem?.word, fresh.old]).toEqual(['network', true]);
  fails = false;
  await fresh.now();
  expect([fresh.problem, fresh.old]).toEqual([undefined, false]);
});
