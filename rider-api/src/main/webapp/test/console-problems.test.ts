import { afterEach, expect, test } from 'vitest';
import { explain } from '../src/rider/text';
import { faultText, say, sayUnsent } from '../src/console/text';
import { Problem } from '../src/shared/problem';
import { setLanguage } from '../src/shared/text.svelte';

afterEach(() => setLanguage('es'));

async function problem(body: unknown, status = 400): Promise<Problem> {
  return Problem.of(new Response(JSON.stringify(body), { status }));
}

test('what the server refuses is said to staff in the words of the console, in both languages', async () => {
  const detail = 'La lista errors dice cuál y por qué.';
  const refused = await problem({ type: '/problems/invalid-request', title: 'Solicitud no válida', detail, errors: [{ pointer: '/note' }] });
  expect(say(refused)).toBe('No pudimos usar el motivo. Revíselo e intente de nuevo.');
  setLanguage('en');
  expect(say(refused)).toBe('We could not use the reason. Check it and try again.');
});

test('a character that nobody sees is named, with its place, to riders as to staff', async () => {
  const character = { code: 'U+200B', kind: 'invisible', position: 7 };
  const refused = await problem({ type: '/problems/invalid-request', errors: [{ pointer: '/note', code: 'text', character }] });
  expect(say(refused)).toBe('En el motivo hay un carácter invisible (U+200B), en la posición 7. Bórrelo, o escriba el texto en vez de pegarlo.');
  expect(explain(refused).what).toContain('un carácter invisible (U+200B), en la posición 7');
  setLanguage('en');
  expect(say(refused)).toMatch(/^There is an invisible character \(U\+200B\) in the reason, at position 7\./);
});

test('an error nobody knows, one that is no JSON, and one that is no answer are plain sentences', async () => {
  const strange = [
    await problem({ type: '/problems/of-tomorrow', detail: '{"raw":1}' }),
    await Problem.of(new Response('<html>', { status: 502 })),
    new TypeError('Failed to fetch'),
  ];
  for (const language of ['es', 'en'] as const) {
    setLanguage(language);
    for (const one of strange) {
      expect(say(one)).not.toMatch(/raw|tomorrow|fetch|[<>{}]/);
      expect(say(one)).toMatch(/^\p{Lu}.+\. .+\.$/u);
    }
  }
});

test('an order without an answer is not called one that was not given', async () => {
  expect(sayUnsent('confirm.failed', Problem.network())()).toContain('no sabemos si se hizo');
  expect(sayUnsent('confirm.failed', await problem({ type: '/problems/no-such-dock' }, 404))()).toBe(
    'No se dio la orden. La estación no tiene ese anclaje. Elija uno de la lista.',
  );
});

test('a fault that is known is said in words, another as the code that the station gives', () => {
  expect(faultText('motor-stall')).toBe('el motor no logra mover el candado');
  expect(faultText('E-17')).toBe('código del fabricante E-17');
  setLanguage('en');
  expect(faultText('motor-stall')).toBe('the motor cannot move the lock');
});
