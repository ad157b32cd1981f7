/** The time, once a second, for everything on a page that says how old it is. */
let now = $state(Date.now());

if (typeof window !== 'undefined') {
  setInterval(() => (now = Date.now()), 1000);
}

export function clock(): number {
  return now;
}
