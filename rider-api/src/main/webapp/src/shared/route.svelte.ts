import { decoded } from './address';

/** The part of the address behind `#`, which names what is on the screen. Addresses are stable: they may be kept and sent. */
let hash = $state(read());

function read(): string {
  return globalThis.location?.hash.slice(1) ?? '';
}

if (typeof window !== 'undefined') {
  window.addEventListener('hashchange', () => (hash = read()));
}

/** `/estaciones/S01` as ['estaciones', 'S01']. */
export function route(): string[] {
  return hash.startsWith('/') ? (hash.slice(1).split('?')[0] ?? '').split('/').map(decoded).filter(Boolean) : [];
}

/** What is chosen on a screen: `#/ordenes?estado=open`. It outlives a reload and may be sent on. */
export function query(): URLSearchParams {
  return new URLSearchParams(hash.startsWith('/') ? hash.split('?').slice(1).join('?') : '');
}

/** Chooses otherwise on the same screen, without a new step in the browser's history; what is empty is left out. */
export function setQuery(chosen: Readonly<Record<string, string>>): void {
  const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== '')).toString();
  replace(`${hash.split('?')[0] ?? ''}${query ? `?${query}` : ''}`);
}

/** `#enlace=TOKEN` as ['enlace', 'TOKEN']; undefined for a path. */
export function hashValue(): [name: string, value: string] | undefined {
  const at = hash.indexOf('=');
  return hash.startsWith('/') || at < 0 ? undefined : [hash.slice(0, at), decoded(hash.slice(at + 1))];
}

/** What stands behind `#` and is neither a path nor a value by a name: `#nada`. */
export function strayHash(): string | undefined {
  return hash === '' || hash.startsWith('/') || hash.includes('=') ? undefined : hash;
}

export function go(path: string): void {
  location.hash = path;
}

/** Another address without a new step in the browser's history; for what must not be kept, such as a token. */
export function replace(path: string): void {
  history.replaceState(null, '', `#${path}`);
  hash = read();
}
