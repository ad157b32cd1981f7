import { Session } from '../shared/session';
import { language } from '../shared/text.svelte';
import type { Me } from '../shared/types';
import { Ride } from './ride.svelte';
import { Stations } from './stations.svelte';

/** All that the riders' page knows; made once. */
class RiderApp {
  me = $state.raw<Me | undefined>();
  /** Known whether somebody is signed in. */
  ready = $state(false);
  signedIn = $state(false);

  readonly session = new Session(
    'rider',
    (role) => role === 'rider',
    language,
    () => this.ended(),
  );
  readonly stations = new Stations(this.session);
  readonly ride = new Ride(this.session);

  async resume(): Promise<void> {
    if (await this.session.resume()) {
      await this.begin();
    }
    this.ready = true;
  }

  async signIn(path: string, body: unknown): Promise<void> {
    if (await this.session.signIn(path, body)) {
      await this.begin();
    }
    this.ready = true;
  }

  async signOut(): Promise<void> {
    await this.session.signOut();
    this.ended();
  }

  async consent(): Promise<void> {
    if (this.me) {
      await this.session.call('/v1/me/consent', { method: 'PUT', body: { policyVersion: this.me.policy.version } });
      this.me = await this.session.call<Me>('/v1/me');
    }
  }

  private async begin(): Promise<void> {
    this.me = await this.session.call<Me>('/v1/me').catch(() => undefined);
    this.signedIn = this.session.signedIn;
    if (this.signedIn) {
      this.ride.start();
    }
  }

  private ended(): void {
    this.signedIn = false;
    this.me = undefined;
    this.ride.stop();
  }
}

export const app = new RiderApp();
