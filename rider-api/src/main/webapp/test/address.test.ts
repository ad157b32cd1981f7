import { expect, test } from 'vitest';
import { decoded } from '../src/shared/address';

test('a broken address is a name of nothing, and no error', () => {
  expect(decoded('Parque%20San%20P%C3%ADo')).toBe('Parque San Pío');
  for (const broken of ['%', '%E0%A4%A', 'a%zz', '100%']) {
    expect(decoded(broken)).toBe(broken);
  }
});
