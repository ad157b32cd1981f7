import { expect, test } from 'vitest';
import { explain } from '../src/rider/text';
import { Problem } from '../src/shared/problem';

async function said(body: unknown): Promise<string> {
  const { what, next } = explain(await Problem.of(new Response(JSON.stringify(body), { status: 400 })));
  return `${what} ${next}`;
}

test('what the contract refuses is said with the name of its field, never in the words of the contract', async () => {
  const detail = 'Algo de lo enviado no cumple el contrato; vea errors.';
  const errors = [{ pointer: '/phone', code: 'pattern' }];
  const text = await said({ type: '/problems/invalid-request', title: 'Solicitud no válida', detail, errors });

  expect(text).toContain('el número de celular');
  expect(text).not.toMatch(/contrato|errors|[{}]/);
  expect(await said({ type: '/problems/invalid-request', errors: [{ pointer: '/limit' }] })).toContain('uno de los datos');
});

test('of a bike or dock that does not exist it is said that there is none', async () => {
  const unknown = (field: string, code: string): Promise<string> =>
    said({ type: '/problems/invalid-request', errors: [{ pointer: `/${field}`, code }] });

  expect(await unknown('bikeId', 'unknown')).toMatch(/^No conocemos ninguna bici con ese número\./);
  expect(await unknown('dock', 'unknown')).toMatch(/^Esa estación no tiene un anclaje con ese número\./);
  expect(await unknown('dock', 'maximum')).toMatch(/^Esa estación no tiene un anclaje con ese número\./);
  expect(await unknown('tripId', 'unknown')).toMatch(/^Ese viaje no está entre los suyos\./);
  expect(await unknown('bikeId', 'pattern')).toMatch(/^No pudimos entender el número de la bici\./);
});

test('an error that this page does not know, and one that is no JSON, are said in plain words', async () => {
  expect(await said({ type: '/problems/of-tomorrow', detail: '{"raw":1}' })).not.toMatch(/raw|tomorrow|[{}]/);
  const { what } = explain(await Problem.of(new Response('<html>', { status: 502 })));
  expect(what).not.toMatch(/[<{]/);
});
