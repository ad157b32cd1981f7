import { Stream, type ServerEvent, type StreamState } from '../shared/events';
import { Problem } from '../shared/problem';
import type { Session } from '../shared/session';
import type { Trip, TripPage, Unlock } from '../shared/types';
import { isRefusal } from './text';

const KEPT = 'bici.attempt';
/** An order lives 10 s at the station; after this long there is nothing left to repeat. */
const ATTEMPT_MS = 60_000;
const RETRY_MS = 1_500;
const POLL_MS = 4_000;
const CHECK_EVERY = 8;

export interface Attempt {
  /** Idempotency-Key, the same for every repetition: the lock opens once or not at all. */
  key: string;
  code: string;
  at: number;
  step: 'asking' | 'sent' | 'slow' | 'retrying';
  unlockId?: string;
}

export interface Failure {
  word: string;
  title?: string;
  detail?: string;
  instance?: string | undefined;
  /** When it makes sense to try again. */
  until?: number;
}

/** One rider's unlock and trip, followed live: by the stream, and by asking when the stream is down. */
export class Ride {
  attempt = $state<Attempt | undefined>();
  failure = $state.raw<Failure | undefined>();
  trip = $state.raw<Trip | undefined>();
  /** The trip that has just ended, until the rider has seen it. */
  returned = $state.raw<Trip | undefined>();
  stream = $state<StreamState>('connecting');

  private following: Stream | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  private ticks = 0;

  constructor(private readonly session: Session) {}

  /** Called when somebody is signed in. */
  start(): void {
    this.stop();
    this.following = new Stream(
      this.session,
      '/v1/me/events',
      (event) => this.read(event),
      (state) => (this.stream = state),
    );
    this.timer = setInterval(() => this.tick(), POLL_MS);
    void this.refresh();
    const kept = readAttempt();
    if (kept) {
      void this.follow(kept);
    }
  }

  stop(): void {
    this.following?.close();
    this.following = undefined;
    clearInterval(this.timer);
    this.trip = undefined;
    this.returned = undefined;
    this.attempt = undefined;
    this.failure = undefined;
  }

  unlock(code: string): void {
    this.failure = undefined;
    void this.follow({ key: crypto.randomUUID(), code, at: Date.now(), step: 'asking' });
  }

  /** Asks with one key until the server has said how it ended. */
  private async follow(begun: Attempt): Promise<void> {
    keepAttempt(begun);
    this.attempt = begun;
    const mine = (): boolean => this.attempt?.key === begun.key;
    while (mine()) {
      try {
        const unlock = await this.session.call<Unlock>('/v1/trips', {
          method: 'POST',
          body: { code: begun.code },
          key: begun.key,
        });
        this.took(unlock);
        return;
      } catch (error) {
        const problem = error instanceof Problem ? error : Problem.network();
        const again = isInFlight(problem) || (problem.mayPass && problem.status !== 429 && !isRefusal(problem.word));
        if (!mine()) {
          return;
        }
        if (!again || Date.now() > begun.at + ATTEMPT_MS) {
          this.fail(problem);
          return;
        }
        if (this.attempt && problem.status === 0) {
          this.attempt.step = 'retrying';
        }
        await pause(problem.retryAfterSeconds ? problem.retryAfterSeconds * 1000 : RETRY_MS);
      }
    }
  }

  private took(unlock: Unlock): void {
    if (unlock.state === 'done') {
      if (unlock.trip) {
        this.apply(unlock.trip);
      } else {
        void this.refresh();
      }
      this.endAttempt();
    } else if (isOpen(unlock)) {
      if (this.attempt) {
        this.attempt.unlockId = unlock.unlockId;
        this.attempt.step = 'slow';
        keepAttempt(this.attempt);
      }
    } else {
      this.fail({ word: unlock.refusal ?? unlock.state });
    }
  }

  private tick(): void {
    this.ticks++;
    const busy = this.trip !== undefined || this.attempt !== undefined;
    if ((busy && this.stream !== 'live') || (busy && this.ticks % CHECK_EVERY === 0) || this.attempt?.step === 'slow') {
      void this.refresh();
    }
  }

  /** What the ledger says now; events may be lost, this is not. */
  async refresh(): Promise<void> {
    const waiting = this.attempt?.unlockId;
    const [page, unlock] = await Promise.all([
      this.session.call<TripPage>('/v1/trips?limit=1').catch(() => undefined),
      waiting ? this.session.call<Unlock>(`/v1/unlocks/${waiting}`).catch(() => undefined) : undefined,
    ]);
    const newest = page?.trips[0];
    if (newest) {
      this.apply(newest);
    }
    if (unlock && this.attempt?.unlockId === unlock.unlockId && !isOpen(unlock)) {
      this.took(unlock);
    }
  }

  private read(event: ServerEvent): void {
    if (event.name === 'reset') {
      void this.refresh();
    } else if (event.name === 'trip') {
      const data = JSON.parse(event.data) as Trip | { trip: Trip };
      this.apply('trip' in data ? data.trip : data);
    } else if (event.name === 'unlock') {
      this.readUnlock(JSON.parse(event.data) as Unlock);
    }
  }

  private readUnlock(unlock: Unlock): void {
    const attempt = this.attempt;
    if (!attempt || (attempt.unlockId !== undefined && attempt.unlockId !== unlock.unlockId)) {
      return;
    }
    if (unlock.state === 'sent' && attempt.step === 'asking') {
      attempt.step = 'sent';
    } else if (attempt.unlockId !== undefined && !isOpen(unlock)) {
      this.took(unlock);
    }
  }

  private apply(trip: Trip): void {
    if (trip.state === 'riding') {
      this.trip = trip;
      if (this.attempt && Date.parse(trip.startedAt) > this.attempt.at - ATTEMPT_MS) {
        this.endAttempt();
      }
    } else if (this.trip?.tripId === trip.tripId) {
      this.trip = undefined;
      this.returned = trip;
    }
  }

  private fail(problem: Problem | Failure): void {
    const retryAfter = problem instanceof Problem ? problem.retryAfterSeconds : undefined;
    this.endAttempt();
    this.failure = {
      word: problem.word,
      ...(problem instanceof Problem ? { title: problem.title, detail: problem.detail, instance: problem.instance } : {}),
      ...(retryAfter === undefined ? {} : { until: Date.now() + retryAfter * 1000 }),
    };
  }

  private endAttempt(): void {
    this.attempt = undefined;
    sessionStorage.removeItem(KEPT);
  }
}

function isOpen(unlock: Unlock): boolean {
  return unlock.state === 'queued' || unlock.state === 'sent' || unlock.state === 'unknown';
}

/** The first request with this key is still being answered: by another connection of ours that broke. */
function isInFlight(problem: Problem): boolean {
  return problem.status === 409 && /in-?flight|in-progress/.test(problem.word);
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

function keepAttempt(attempt: Attempt): void {
  sessionStorage.setItem(KEPT, JSON.stringify(attempt));
}

/** An attempt that a reload cut short is gone on with, under its own key. */
function readAttempt(): Attempt | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? '') as Attempt;
    return Date.now() < kept.at + ATTEMPT_MS ? kept : undefined;
  } catch {
    return undefined;
  }
}
