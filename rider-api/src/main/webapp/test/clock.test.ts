import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '..', 'src');
/** What asks this device for the time, or for its zone. */
const DEVICE = /\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(|getTimezoneOffset|\bclock\(\)/;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

// An age is measured by the server's clock: `age` takes a ServerTime, which clock.svelte.ts alone makes. Nothing else asks
// this device, but for how long something lasts that the device itself began.
test('no page asks this device for the time', () => {
  const asks = sources(SRC)
    .filter((path) => /\.(ts|svelte)$/.test(path) && DEVICE.test(readFileSync(path, 'utf8')))
    .map((path) => path.slice(SRC.length + 1));

  expect(asks.sort()).toEqual([
    'rider/SignIn.svelte', // how long a code counts, from when it was sent
    'shared/clock.svelte.ts',
    'shared/session.ts', // how long a token and a key count, from when they came
  ]);
});
