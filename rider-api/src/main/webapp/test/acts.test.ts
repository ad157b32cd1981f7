import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const CONSOLE = join(import.meta.dirname, '..', 'src', 'console');
/** What changes something in the street or in the books. */
const ACTS = /\b(app\.(order|rule|setBikeService|takeIn)|sendAct)\(/;
const SENDS = /method: '(POST|PUT|DELETE|PATCH)'/;

function read(file: string): string {
  return readFileSync(join(CONSOLE, file), 'utf8');
}

test('whatever staff do is asked for in a dialog that says what it does, and by nothing else', () => {
  const files = readdirSync(CONSOLE);
  expect(files.filter((file) => SENDS.test(read(file)))).toEqual(['app.svelte.ts', 'reports.ts']);

  const acting = files.filter((file) => file.endsWith('.svelte') && ACTS.test(read(file)));
  expect(acting).toEqual(['ActOnReport.svelte', 'BikeService.svelte', 'Confirm.svelte', 'Rule.svelte', 'TakeIn.svelte']);
  for (const file of acting) {
    expect(read(file), file).toMatch(/<Dialog[\s\S]*about=[\s\S]*<textarea/);
  }
});
