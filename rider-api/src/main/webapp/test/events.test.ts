import { expect, test } from 'vitest';
import { EventReader } from '../src/shared/events';

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
