import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the lock file pins every package by its hash and names no address to fetch it from', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Record<string, unknown>> };
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
  expect(packages.length).toBeGreaterThan(50);
  expect(packages.filter(([, one]) => 'resolved' in one).map(([path]) => path)).toEqual([]);
  expect(packages.filter(([, one]) => !('integrity' in one)).map(([path]) => path)).toEqual([]);
});
