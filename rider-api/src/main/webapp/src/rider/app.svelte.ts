import { Problem } from '../shared/problem';
import { Session } from '../shared/session';
import { language } from '../shared/text.svelte';
import type { Me } from '../shared/types';
import { Favourites } from './favourites.svelte';
import { PolicyDesk } from './policy.svelte';
import { Ride } from './ride.svelte';
import { Stations } from './stations.svelte';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;

/** All that the riders' page knows; made once. */
class RiderApp {
  me = $state.raw<Me | undefined>();
  /** Known whether somebody is signed in. */
  ready = $state(false);
  /** Also while the server cannot be reached: being offline ends no session. */
  signedIn = $state(false);
  /** The server ended the session; said until somebody signs in. */
  expired = $state(false);

  readonly session = new Session(
    'rider',
    (role) => role === 'rider',
    language,
    () => {
      this.ended();
      this.expired = true;
    },
  );
  readonly stations = new Stations(this.session);
  readonly favourites = new Favourites(this.session.store);
  readonly ride = new Ride(this.session);
  readonly policy = new PolicyDesk(this.session);

  /** What is kept says so too while the server cannot be asked. */
  get consented(): boolean {
    return !this.me || this.me.consent?.policyVersion === this.me.policy.version;
  }

  private waiting: ReturnType<typeof setTimeout> | undefined;
  private wait = FIRST_WAIT_MS;

  constructor() {
    if (typeof window !== 'undefined') {
      const again = (): void => this.comeBackNow();
      window.addEventListener('online', again);
      document.addEventListener('visibilitychange', () => !document.hidden && again());
      // Another tab has signed in or out: this one begins anew, with nothing in memory.
      this.session.store.watch(
        () => location.reload(),
        (name) => {
          if (name === 'place') {
            this.stations.restorePlace();
          } else if (name === 'favourites') {
            this.favourites.restore();
          } else if (name === 'attempt' && this.signedIn) {
            this.ride.attemptKept();
          } else if (name === 'me' && this.me) {
            // Consent given in one tab counts in all.
            this.me = this.session.store.get<Me>('me') ?? this.me;
          }
        },
      );
    }
  }

  /** After a reload: what is kept is shown at once, and the server asked until it answers. */
  async resume(): Promise<void> {
    if (this.session.account !== undefined) {
      this.me = this.session.store.get<Me>('me');
      this.policy.know(this.me?.policy);
      this.signedIn = true;
      this.ready = true;
      this.ride.restore();
    }
    await this.comeBack();
    this.ready = true;
  }

  /** Rejects with a Problem; who was signed in before then still is. */
  async signIn(path: string, body: unknown): Promise<void> {
    try {
      if (!(await this.session.signIn(path, body))) {
        throw Problem.notForHere();
      }
      this.ended();
      await this.begin();
    } finally {
      this.ready = true;
    }
  }

  async signOut(): Promise<void> {
    const left = this.session.signOut();
    this.ended();
    await left;
  }

  async consent(): Promise<void> {
    if (this.me) {
      await this.session.call('/v1/me/consent', { method: 'PUT', body: { policyVersion: this.me.policy.version } });
      this.takeMe(await this.session.call<Me>('/v1/me'));
    }
  }

  private comeBackNow(): void {
    if (this.waiting !== undefined) {
      this.wait = FIRST_WAIT_MS;
      void this.comeBack();
    }
  }

  private async comeBack(): Promise<void> {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    if (await this.session.resume()) {
      this.wait = FIRST_WAIT_MS;
      await this.begin();
    }
    // Off line, or signed out without the server knowing: it is asked again.
    const offline = this.session.account !== undefined && !this.session.signedIn;
    if (offline) {
      this.ride.unreachable();
    }
    if (offline || this.session.store.leaving) {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => void this.comeBack(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
    }
  }

  private async begin(): Promise<void> {
    const asked = this.session.call<Me>('/v1/me').catch(() => undefined);
    // Not after that answer: whoever looks at their trip waits for this one.
    this.ride.start();
    const me = await asked;
    if (me) {
      this.takeMe(me);
    }
    this.signedIn = this.session.account !== undefined;
    this.favourites.restore();
    if (this.signedIn) {
      this.expired = false;
    }
  }

  private takeMe(me: Me): void {
    this.me = me;
    this.policy.know(me.policy);
    this.session.store.put('me', me);
  }

  /** Nothing of the account stays in memory. */
  private ended(): void {
    this.signedIn = false;
    this.expired = false;
    this.me = undefined;
    this.ride.stop();
    this.stations.forget();
    this.favourites.restore();
  }
}

export const app = new RiderApp();
