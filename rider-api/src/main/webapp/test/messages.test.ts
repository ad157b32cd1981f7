import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { say } from '../src/rider/text';
import { Problem } from '../src/shared/problem';
import { setLanguage } from '../src/shared/text.svelte';

afterEach(() => setLanguage('es'));

test('what was said is said in the language that is read now', () => {
  const messages = [
    Problem.network(),
    { keys: ['unlock.noCode', 'unlock.typeCode'] as const },
    { keys: ['report.bikeWrong'] as const, values: { character: '«ñ»' } },
  ];
  const spanish = messages.map(say);
  setLanguage('en');
  const english = messages.map(say);
  english.forEach((text, i) => expect(text).not.toBe(spanish[i]));
  expect(english[2]).toContain('«ñ»');
  expect(say(undefined)).toBe('');
});

test('no screen of the riders keeps words that were made in one language', () => {
  const kept = readdirSync('src/rider')
    .filter((file) => file.endsWith('.svelte'))
    .flatMap((file) => {
      const script = readFileSync(`src/rider/${file}`, 'utf8').split('</script>')[0] ?? '';
      return script
        .split('\n')
        .filter((line) => /(?<![\w.])\w+ = .*(?<![\w.])(?:t|explain|say)\(/.test(line) && !/\$derived|=>/.test(line))
        .map((line) => `${file}: ${line.trim()}`);
    });
  expect(kept).toEqual([]);
});
