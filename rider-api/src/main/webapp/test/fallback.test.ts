import { afterEach, expect, test, vi } from 'vitest';
import { FAULT_EVENT, type Fault } from '../src/shared/faults';
import { readable, texts } from '../src/shared/text.svelte';

afterEach(() => vi.restoreAllMocks());

test('a text that is missing is said in the other language, and reported once', () => {
  const said = vi.spyOn(console, 'error').mockReturnValue(undefined);
  const seen: Fault[] = [];
  const dispatch = vi.fn((event: Event) => seen.push((event as CustomEvent<Fault>).detail) > 0);
  vi.stubGlobal('dispatchEvent', dispatch);
  const { t } = texts<'order.unlock' | 'order.lock-out'>(
    { 'order.lock-out': 'Bloquear' } as Record<'order.unlock' | 'order.lock-out', string>,
    { 'order.unlock': 'Unlock dock {dock}' } as Record<'order.unlock' | 'order.lock-out', string>,
  );
  expect([t('order.lock-out'), t('order.unlock', { dock: 7 }), t('order.unlock', { dock: 8 })]).toEqual([
    'Bloquear',
    'Unlock dock 7',
    'Unlock dock 8',
  ]);
  expect(said.mock.calls).toEqual([['bici text fault: order.unlock has no text in es']]);
  expect(seen).toEqual([{ kind: 'text', detail: 'order.unlock has no text in es' }]);
  expect(dispatch.mock.calls[0]?.[0].type).toBe(FAULT_EVENT);
  vi.unstubAllGlobals();
});

test('a text that is missing in both languages is its key as words', () => {
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  const none = {} as Record<'order.service-in', string>;
  expect(texts<'order.service-in'>(none, none).t('order.service-in')).toBe('service in');
  expect([readable('loading'), readable('trip.remark.taken-away')]).toEqual(['loading', 'remark taken away']);
});
