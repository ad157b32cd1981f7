/** The time, once a second, for everything on a page that says how old it is. */
let now = $state(Date.now());
/** How far the server's clock is ahead of this device's. */
let ahead = $state(0);

/** The Date header is in whole seconds: below this it is no difference. */
const COARSE_MS = 1_500;
const HALF_A_SECOND_MS = 500;

if (typeof window !== 'undefined') {
  setInterval(() => (now = Date.now()), 1000);
}

/** A moment by the server's clock. Ages are measured by nothing else: this device's clock may be wrong by hours. */
export type ServerTime = number & { readonly byServer: true };

/** This device's clock, for how long something lasts that this device itself began. Never for an age of what the server says. */
export function clock(): number {
  return now;
}

/** The server's clock, once a second. */
export function serverClock(): ServerTime {
  return (now + ahead) as ServerTime;
}

/** The server's time now. */
export function serverNow(): ServerTime {
  return (Date.now() + ahead) as ServerTime;
}

/** What the server's clock is ahead, to be kept for when it cannot be asked. */
export function aheadMs(): number {
  return ahead;
}

export function setAheadMs(ms: number): void {
  ahead = ms;
}

/** Learns the server's time from an answer to a request that was sent at `sentAt` by this device. */
export function hearServerTime(date: string | null, sentAt: number): void {
  const said = Date.parse(date ?? '');
  if (Number.isNaN(said)) {
    return;
  }
  const found = said + HALF_A_SECOND_MS - (sentAt + Date.now()) / 2;
  if (Math.abs(found - ahead) > COARSE_MS) {
    ahead = found;
  }
}
