// The one module that keeps anything in the browser. Everything belongs to the account that is signed in, or to nobody
// while none is, and goes when a session ends; only the language is the device's own. A test holds the other modules to it.

/** All that is kept for an account. A name that is not here cannot be kept. */
export const KEPT = [
  /** Idempotency-Key of a refresh whose answer has not come. */
  'refresh',
  /** What is known of the account. */
  'me',
  /** The data policy and whom to ask for help. */
  'policy',
  /** An unlock that is under way. */
  'attempt',
  /** The trip under way, with when it was last heard of. */
  'trip',
  /** The last list of stations. */
  'stations',
  /** The place that was lent, for distances. */
  'place',
  /** Stations that were marked. */
  'favourites',
  /** To which phone a sign-in code was sent; never the code. */
  'signing-in',
  /** A report that is being written. */
  'report',
] as const;
export type Kept = (typeof KEPT)[number];

/** What is half done in one tab: the others do not see it, and it goes with the tab. */
const OF_ONE_TAB: readonly Kept[] = ['signing-in', 'report'];

const LANGUAGE = 'bici.language';
/** Of whom there is no account: what was kept before signing in. */
const NOBODY = '-';

type Area = 'localStorage' | 'sessionStorage';
const AREAS: readonly Area[] = ['localStorage', 'sessionStorage'];

function areaOf(name: Kept): Area {
  return OF_ONE_TAB.includes(name) ? 'sessionStorage' : 'localStorage';
}

/** A full or forbidden store costs a convenience, never the page. */
function put(key: string, value: string, area: Area = 'localStorage'): void {
  try {
    globalThis[area].setItem(key, value);
  } catch {
    // Nothing is kept.
  }
}

function get(key: string, area: Area = 'localStorage'): string | undefined {
  try {
    return globalThis[area].getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function remove(key: string, area: Area = 'localStorage'): void {
  try {
    globalThis[area].removeItem(key);
  } catch {
    // There is nothing.
  }
}

export function keptLanguage(): string | undefined {
  return get(LANGUAGE);
}

export function keepLanguage(language: string): void {
  put(LANGUAGE, language);
}

/** What one page, of riders or of staff, keeps. Tabs of one browser share it. */
export class Store {
  private readonly prefix: string;
  private readonly accountKey: string;
  private readonly leavingKey: string;
  private signedIn: string | undefined;

  constructor(page: string) {
    this.prefix = `bici.${page}.of.`;
    this.accountKey = `bici.${page}.account`;
    this.leavingKey = `bici.${page}.leaving`;
    this.signedIn = get(this.accountKey);
    // What is half done here may be of somebody who signed out in another tab, while this one was not looking.
    this.clear((key) => key.startsWith(this.of(this.signedIn)), ['sessionStorage']);
  }

  /** Whose page this is; undefined for nobody's. */
  get account(): string | undefined {
    return this.signedIn;
  }

  /** Somebody is signed in from now on: what was anybody else's goes. */
  begin(account: string): void {
    this.clear((key) => key.startsWith(this.of(account)));
    this.signedIn = account;
    put(this.accountKey, account);
    remove(this.leavingKey);
  }

  /** Nobody is any more: everything goes. */
  end(): void {
    this.signedIn = undefined;
    remove(this.accountKey);
    this.clear(() => false);
  }

  /** Somebody signed out and the server has not been told. */
  get leaving(): boolean {
    return get(this.leavingKey) !== undefined;
  }

  set leaving(is: boolean) {
    if (is) {
      put(this.leavingKey, '1');
    } else {
      remove(this.leavingKey);
    }
  }

  get<T>(name: Kept): T | undefined {
    const text = get(this.of(this.signedIn) + name, areaOf(name));
    try {
      return text === undefined ? undefined : (JSON.parse(text) as T);
    } catch {
      return undefined;
    }
  }

  put(name: Kept, value: unknown): void {
    if (this.isMine()) {
      put(this.of(this.signedIn) + name, JSON.stringify(value), areaOf(name));
    }
  }

  remove(name: Kept): void {
    remove(this.of(this.signedIn) + name, areaOf(name));
  }

  /** Tells when another tab has signed in or out, or has changed something of this account. */
  watch(onAccount: () => void, onChange: (name: Kept) => void): void {
    window.addEventListener('storage', (event) => {
      if (event.key === null || event.key === this.accountKey) {
        if (!this.isMine()) {
          onAccount();
        }
      } else if (event.key.startsWith(this.of(this.signedIn))) {
        onChange(event.key.slice(this.of(this.signedIn).length) as Kept);
      }
    });
  }

  /** False once another tab has signed in or out: then nothing is to be kept by this one. */
  isMine(): boolean {
    return get(this.accountKey) === this.signedIn;
  }

  private of(account: string | undefined): string {
    return `${this.prefix}${account ?? NOBODY}.`;
  }

  private clear(stays: (key: string) => boolean, areas = AREAS): void {
    for (const area of areas) {
      keys(area)
        .filter((key) => key.startsWith(this.prefix) && !stays(key))
        .forEach((key) => remove(key, area));
    }
  }
}

function keys(area: Area): string[] {
  try {
    return Array.from({ length: globalThis[area].length }, (_, i) => globalThis[area].key(i) ?? '');
  } catch {
    return [];
  }
}

/** Works alone among all tabs of this browser; where there are no locks, alone in this one at best. */
export function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  return globalThis.navigator?.locks ? (navigator.locks.request(name, work) as Promise<T>) : work();
}
