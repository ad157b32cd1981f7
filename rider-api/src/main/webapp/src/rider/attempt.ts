import { serverNow } from '../shared/clock.svelte';
import { Problem } from '../shared/problem';
import { alone, type Store } from '../shared/store';
import type { Unlock } from '../shared/types';

const RETRY_MS = 1_500;

/** A rider's wish to open a lock, until it is known what became of it. */
export interface Attempt {
  /** Idempotency-Key, the same for every repetition: the lock opens once or not at all. */
  key: string;
  /** Whose tap it was: the server refuses it to anybody else. */
  riderId: string | undefined;
  code: string;
  /** The server's time. */
  at: number;
  step: 'asking' | 'sent' | 'slow' | 'retrying' | 'cancelling';
  unlockId?: string;
}

export interface Failure {
  word: string;
  /** To ask for the same again, by a new tap. */
  code: string;
  instance?: string | undefined;
  /** When it makes sense to try again; the server's time. */
  until?: number;
}

/** As the tabs of one browser share it, with how it failed once it did. */
type KeptAttempt = Attempt & { failure?: Failure };

/** The attempt that the tabs of one browser share: one of them follows it, all of them may show it. */
export class Attempts {
  constructor(private readonly store: Store) {}

  get kept(): KeptAttempt | undefined {
    return this.store.get<KeptAttempt>('attempt');
  }

  /** Works while no other tab follows this attempt; waits for a tab that does, also when that is closed. */
  follow(attempt: Attempt, work: () => Promise<void>): Promise<void> {
    return alone(`bici.rider.attempt.${attempt.key}`, work);
  }

  begin(attempt: Attempt): void {
    this.store.put('attempt', attempt);
  }

  keep(attempt: Attempt): void {
    if (this.isKept(attempt)) {
      this.store.put('attempt', attempt);
    }
  }

  /** It stays until the next one begins: the other tabs say so too. */
  fail(attempt: Attempt, failure: Failure): void {
    if (this.isKept(attempt)) {
      this.store.put('attempt', { ...attempt, failure } satisfies KeptAttempt);
    }
  }

  /** It went well. */
  end(attempt: Attempt): void {
    if (this.isKept(attempt)) {
      this.store.remove('attempt');
    }
  }

  /** And not one that another tab has begun since. */
  private isKept(attempt: Attempt): boolean {
    return this.kept?.key === attempt.key;
  }
}

export function failureOf(problem: Problem | { word: string }, code: string): Failure {
  const retryAfter = problem instanceof Problem ? problem.retryAfterSeconds : undefined;
  return {
    word: problem.word,
    code,
    ...(problem instanceof Problem ? { instance: problem.instance } : {}),
    ...(retryAfter === undefined ? {} : { until: serverNow() + retryAfter * 1000 }),
  };
}

export function isOpen(unlock: Pick<Unlock, 'state'>): boolean {
  return unlock.state === 'queued' || unlock.state === 'sent' || unlock.state === 'unknown';
}

/** The first request with this key is still being answered: by another connection of ours that broke. */
export function isInFlight(problem: Problem): boolean {
  return problem.status === 409 && problem.word === 'request-in-flight';
}

/** Before the same is asked again. */
export function pause(problem: Problem): Promise<void> {
  const ms = problem.retryAfterSeconds ? problem.retryAfterSeconds * 1000 : RETRY_MS;
  return new Promise((done) => setTimeout(done, ms));
}
