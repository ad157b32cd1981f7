/** The addresses of the riders' page by their first part: how many parts each has, at least and at most. */
const PARTS = new Map<string, [least: number, most: number]>([
  ['estaciones', [1, 1]],
  ['estacion', [2, 2]],
  ['mapa', [1, 1]],
  ['ayuda', [1, 2]],
  ['reportar', [1, 3]],
  ['reportes', [1, 2]],
  ['datos', [1, 1]],
  ['desbloquear', [1, 2]],
  ['viaje', [1, 2]],
  ['viajes', [1, 2]],
  ['cuenta', [1, 1]],
]);

/** Whether there is something at this part of an address: with its `#`, as browsers give it; empty for the list. */
export function isAddress(hash: string): boolean {
  const parts = hash.split('/').slice(1).filter(Boolean);
  const [least, most] = PARTS.get(parts[0] ?? '') ?? [0, -1];
  return parts.length === 0 ? hash === '' || hash === '#/' : hash.startsWith('#/') && parts.length >= least && parts.length <= most;
}
