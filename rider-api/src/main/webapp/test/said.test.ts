import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { say, sayUnsent } from '../src/console/text';
import { Problem } from '../src/shared/problem';
import { setLanguage } from '../src/shared/text.svelte';

const CONSOLE = join(import.meta.dirname, '..', 'src', 'console');
/** A variable that is given a finished sentence, which then stays in the language of that moment. */
const KEPT = /(?<!const )(?<!let )(?<![.\w])\w+ = (?!\$derived)(?:[^=>;\n]|===)*?\b(?:t|say|sayUnsent)\(/;

afterEach(() => setLanguage('es'));

test('why something was not done is said in the language of when it is read', () => {
  const said = sayUnsent('ruling.failed', new Problem('bike-in-dock', 409, '', ''));
  expect(said()).toBe('No se guardó la decisión. Una estación muestra esa bici en un anclaje. No está extraviada; búsquela ahí.');
  setLanguage('en');
  expect(said()).toBe('The decision was not saved. A station shows that bike in a dock. It is not missing; look for it there.');
});

test('an answer that comes late is not said to be a connection that is not there', () => {
  expect(say(Problem.late())).toBe('El servidor no respondió a tiempo. Intente de nuevo; si se repite, revise la red.');
  expect(say(Problem.network())).toContain('No hay conexión con el servidor.');
  expect(sayUnsent('confirm.failed', Problem.late())()).toContain('no sabemos si se hizo');
});

test('no part of the console keeps a finished sentence', () => {
  expect(KEPT.test("failure = t('failed', { what: say(caught) });")).toBe(true);
  expect(KEPT.test("(caught: unknown) => (failure = say(caught)),")).toBe(true);
  expect(KEPT.test("report = problem.word === 'x' ? t('a') : t('b');")).toBe(true);
  const kept = readdirSync(CONSOLE)
    .filter((name) => name.endsWith('.svelte'))
    .filter((name) => (readFileSync(join(CONSOLE, name), 'utf8').split('</script>').at(-2) ?? '').split('\n').some((line) => KEPT.test(line)));
  expect(kept).toEqual([]);
});
