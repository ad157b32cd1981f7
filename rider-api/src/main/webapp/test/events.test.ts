import { expect, test, vi } from 'vitest';
import { EventReader, Stream } from '../src/shared/events';
import type { Request, Session } from '../src/shared/session';

test('events are read however the stream is cut, and the last id stays', () => {
  const text = 'id: 41\nevent: trip\ndata: {"a":\ndata: 1}\n\n: heartbeat\n\nevent: reset\ndata:\n\n';
  for (let cut = 0; cut <= text.length; cut++) {
    const reader = new EventReader();
    expect([...reader.read(text.slice(0, cut)), ...reader.read(text.slice(cut))]).toEqual([
      { id: '41', name: 'trip', data: '{"a":\n1}' },
      { id: '41', name: 'reset', data: '' },
    ]);
  }
});

test('a carriage return before the line feed is no line of its own', () => {
  expect(new EventReader().read('data: x\r\n\r\n')).toEqual([{ id: '', name: 'message', data: 'x' }]);
});

test('a stream that is renewed is opened again at once, goes on where it was, and is never called lost', async () => {
  const opened: string[] = [];
  const states: string[] = [];
  const seen: string[] = [];
  const send = async (_: string, request: Request): Promise<Response> => {
    opened.push(request.lastEventId ?? '');
    const id = opened.length;
    return new Response(
      new ReadableStream({
        start(body) {
          request.signal?.addEventListener('abort', () => body.error(new DOMException('over', 'AbortError')));
          body.enqueue(new TextEncoder().encode(`id: ${id}\nevent: alarm\ndata: of ${id}\n\n`));
        },
      }),
    );
  };
  const stream = new Stream({ send } as unknown as Session, '/events', (event) => seen.push(event.data), (state) => states.push(state));
  await vi.waitUntil(() => seen.length === 1);
  stream.renew();
  await vi.waitUntil(() => seen.length === 2);
  stream.close();
  expect([opened, seen]).toEqual([['', '1'], ['of 1', 'of 2']]);
  expect(states).not.toContain('lost');
});
