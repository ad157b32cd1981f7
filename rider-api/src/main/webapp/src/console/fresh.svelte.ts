import { untrack } from 'svelte';
import { serverClock, serverNow, type ServerTime } from '../shared/clock.svelte';
import { Problem } from '../shared/problem';
import { app } from './app.svelte';

/** What is shown is read again so often, whatever the stream tells. */
export const EVERY_MS = 10_000;
/** However much the stream tells, nothing is read more often. */
export const REST_MS = 2_000;
/** What was read before that is shown with its age. */
export const OLD_MS = 15_000;

/**
 * What a screen shows besides that which the stream brings: read when the screen opens, when the stream tells of any change,
 * and every ten seconds. One reading at a time, so that an earlier answer never replaces a later one.
 */
export class Fresh {
  /** When that which is shown was read; 0 before. */
  at = $state<ServerTime | 0>(0);
  /** Why it could not be read, the last time. */
  problem = $state.raw<Problem | undefined>();

  private reading: Promise<void> | undefined;
  private next: Promise<void> | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly read: () => Promise<void>) {}

  get old(): boolean {
    return this.at > 0 && serverClock() - this.at > OLD_MS;
  }

  /** Until what is returned is called. */
  follow(): () => void {
    const timer = setInterval(() => this.look(), EVERY_MS);
    return () => {
      clearInterval(timer);
      clearTimeout(this.resting);
      this.resting = undefined;
    };
  }

  /** A reading that begins now or, while another one goes on, after it. Rejects with a Problem. */
  now(): Promise<void> {
    if (this.reading === undefined) {
      return this.begin();
    }
    const begin = (): Promise<void> => {
      this.next = undefined;
      return this.begin();
    };
    return (this.next ??= this.reading.then(begin, begin));
  }

  /** As {@link now}; a failure is told by {@link problem} alone. */
  look(): void {
    this.now().catch((caught: unknown) => (this.problem = Problem.from(caught)));
  }

  /** Something changed; more may at once. */
  soon(): void {
    this.resting ??= setTimeout(() => {
      this.resting = undefined;
      this.look();
    }, REST_MS);
  }

  private begin(): Promise<void> {
    this.reading = this.attempt().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async attempt(): Promise<void> {
    try {
      await this.read();
      this.at = serverNow();
      this.problem = undefined;
    } catch (caught) {
      this.problem = Problem.from(caught);
      throw this.problem;
    }
  }
}

/** For a component, while it is shown. Whoever calls it begins the first reading. */
export function keepFresh(read: () => Promise<void>): Fresh {
  const fresh = new Fresh(read);
  $effect(() => fresh.follow());
  const seen = app.told;
  $effect(() => {
    if (app.told !== seen) {
      untrack(() => fresh.soon());
    }
  });
  return fresh;
}
