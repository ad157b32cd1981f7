import { aheadMs, serverClock, serverNow, setAheadMs } from '../shared/clock.svelte';
import { Stream, type ServerEvent, type StreamState } from '../shared/events';
import { Problem } from '../shared/problem';
import type { Session } from '../shared/session';
import type { Cancellation, Trip, TripPage, Unlock } from '../shared/types';
import { type Attempt, Attempts, type Failure, failureOf, isInFlight, isOpen, pause } from './attempt';
import { Said } from './said';
import { isRefusal } from './text';

/** An order lives 10 s at the station; after this long there is nothing left to ask for. */
const ATTEMPT_MS = 60_000;
/** A tap counts for so long: a request that did not get through by then is not made again without being asked. */
const TAP_MS = 5_000;
const ANSWER_MS = 25_000;
const POLL_MS = 4_000;
const CHECK_EVERY = 8;
/** What was not confirmed for so long is said to be old. */
const OLD_MS = 20_000;

interface KeptTrip {
  trip: Trip;
  at: number;
  /** The server's clock before this device's, when it was last heard. */
  ahead: number;
}

/**
 * One rider's unlock and trip, followed live: by the stream, and by asking when the stream is down. What was known last is
 * kept, and shown as old while the server cannot be asked.
 */
export class Ride {
  attempt = $state<Attempt | undefined>();
  failure = $state.raw<Failure | undefined>();
  trip = $state.raw<Trip | undefined>();
  /** The trip that has just ended, however it did, until the rider has seen it. */
  ended = $state.raw<Trip | undefined>();
  readonly said = new Said();
  stream = $state<StreamState>('connecting');
  /** When the server last confirmed the trip; its own time. */
  confirmedAt = $state(0);
  /** The server has said whether there is a trip. */
  known = $state(false);
  /** Why it did not, the last time it was asked. */
  unheard = $state.raw<Problem | undefined>();

  private following: Stream | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  private ticks = 0;
  /** Counts riders: what was asked for an earlier one says nothing of this one. */
  private turn = 0;
  /** Counts what the stream told of trips: an answer that was asked for before may say what is no longer so. */
  private told = 0;

  private readonly attempts: Attempts;

  constructor(private readonly session: Session) {
    this.attempts = new Attempts(session.store);
  }

  /** The trip on the screen may have ended since. */
  get old(): boolean {
    return this.stream !== 'live' && serverClock() - this.confirmedAt > OLD_MS;
  }

  /** Shows what is kept, before the server has been asked. */
  restore(): void {
    const kept = this.session.store.get<KeptTrip>('trip');
    if (kept && !this.trip) {
      this.trip = kept.trip;
      this.confirmedAt = kept.at;
      setAheadMs(kept.ahead);
    }
  }

  /** The server cannot be asked. */
  unreachable(): void {
    this.unheard = Problem.network();
  }

  /** Called when somebody is signed in. */
  start(): void {
    this.close();
    this.following = new Stream(
      this.session,
      '/v1/me/events',
      (event) => this.read(event),
      (state) => this.heard(state),
    );
    this.timer = setInterval(() => this.tick(), POLL_MS);
    void this.refresh();
    this.attemptKept();
  }

  /**
   * Shows the unlock that is kept: the tab in which it was asked for follows it, the others read there how it stands. Called
   * at the beginning, and when another tab has changed it.
   */
  attemptKept(): void {
    const kept = this.attempts.kept;
    const shown = this.attempt;
    if (kept?.failure) {
      if (shown?.key === kept.key) {
        this.attempt = undefined;
        this.failure = kept.failure;
      }
    } else if (kept && !shown) {
      this.failure = undefined;
      this.attempt = kept;
      void this.takeOver(kept);
    } else if (kept && shown?.key === kept.key) {
      this.step(kept.step);
      if (kept.unlockId !== undefined) {
        shown.unlockId = kept.unlockId;
      }
    } else if (!kept && shown) {
      // It went well, and what came of it is told to each tab.
      const mine = this.whileItIs(shown);
      void this.refresh().then(() => mine() && (this.attempt = undefined));
    }
  }

  /** Once no other tab follows it, as that tab was closed or loaded anew: nobody asks for it any more. */
  private takeOver(begun: Attempt): Promise<void> {
    const mine = this.whileItIs(begun);
    return this.attempts.follow(begun, async () => {
      const kept = this.attempts.kept;
      // A station that has it is asked as long as it takes.
      if (mine() && kept?.key === begun.key && !kept.failure && kept.unlockId === undefined) {
        this.step('retrying');
        await this.settle(begun);
      }
    });
  }

  stop(): void {
    this.close();
    this.turn++;
    this.trip = undefined;
    this.ended = undefined;
    this.said.clear();
    this.attempt = undefined;
    this.failure = undefined;
    this.confirmedAt = 0;
    this.known = false;
    this.unheard = undefined;
  }

  private close(): void {
    this.following?.close();
    this.following = undefined;
    clearInterval(this.timer);
  }

  /** Asks for a bike by a tap of now. Without a network nothing is asked: it would open later, when nobody expects it. */
  unlock(code: string): void {
    this.failure = undefined;
    this.ended = undefined;
    if (navigator.onLine) {
      const riderId = this.session.account;
      const begun: Attempt = { key: crypto.randomUUID(), riderId, code, at: serverNow(), step: 'asking' };
      this.attempt = begun;
      void this.attempts.follow(begun, () => this.follow(begun));
    } else {
      this.failure = { word: 'offline', code };
    }
  }

  /** Takes the request back, or learns that the station has it already. */
  cancel(): void {
    if (this.attempt) {
      this.attempt.step = 'cancelling';
      void this.settle(this.attempt);
    }
  }

  /** Asks until the server has said how it ended; with one key, and no longer than the tap counts. */
  private async follow(begun: Attempt): Promise<void> {
    const mine = this.whileItIs(begun);
    if (mine()) {
      this.attempts.begin(begun);
    }
    while (mine()) {
      try {
        const unlock = await this.session.call<Unlock>('/v1/trips', {
          method: 'POST',
          body: { code: begun.code, riderId: begun.riderId },
          key: begun.key,
          signal: AbortSignal.timeout(ANSWER_MS),
        });
        if (mine()) {
          this.took(unlock);
        }
        return;
      } catch (error) {
        const problem = error instanceof Problem ? error : Problem.network();
        if (!mine() || this.attempt?.step === 'cancelling') {
          return;
        }
        if (isInFlight(problem) && serverNow() < begun.at + ATTEMPT_MS) {
          await pause(problem);
        } else if (!problem.mayPass || problem.status === 429 || isRefusal(problem.word)) {
          this.fail(problem);
          return;
        } else if (navigator.onLine && serverNow() < begun.at + TAP_MS) {
          this.step('retrying');
          await pause(problem);
        } else {
          this.step('retrying');
          await this.settle(begun);
          return;
        }
      }
    }
  }

  /**
   * Learns what became of a request whose answer is lost, or takes it back: by the one question that opens nothing. What
   * has not reached the server by now never will.
   */
  private async settle(begun: Attempt): Promise<void> {
    const mine = this.whileItIs(begun);
    while (mine()) {
      try {
        const standing = await this.session.call<Cancellation>('/v1/trips/cancellations', {
          method: 'POST',
          body: { code: begun.code, riderId: begun.riderId },
          key: begun.key,
          signal: AbortSignal.timeout(ANSWER_MS),
        });
        if (mine()) {
          this.settled(standing);
        }
        return;
      } catch (error) {
        const problem = error instanceof Problem ? error : Problem.network();
        if (mine() && !problem.mayPass) {
          this.fail(problem);
        }
        await pause(problem);
      }
    }
  }

  private settled(standing: Cancellation): void {
    if (standing.state === 'cancelled') {
      this.fail({ word: this.attempt?.step === 'cancelling' ? 'cancelled' : 'interrupted' });
    } else if (standing.unlockId === undefined) {
      this.fail({ word: standing.refusal ?? standing.state });
    } else {
      this.took({ ...standing, unlockId: standing.unlockId });
    }
  }

  private took(unlock: Pick<Unlock, 'unlockId' | 'state' | 'refusal' | 'trip'>): void {
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
        this.step('slow');
        this.attempts.keep(this.attempt);
      }
    } else {
      this.fail({ word: unlock.refusal ?? unlock.state });
    }
  }

  /** A request that the rider took back stays so on the screen, however it goes on. */
  private step(next: Attempt['step']): void {
    if (this.attempt && this.attempt.step !== 'cancelling') {
      this.attempt.step = next;
    }
  }

  private heard(state: StreamState): void {
    const back = state === 'live' && this.stream !== 'live';
    this.stream = state;
    if (back) {
      void this.refresh();
    } else if (state === 'live' && this.trip) {
      this.confirmed(this.trip);
    }
  }

  private tick(): void {
    this.ticks++;
    const busy = this.trip !== undefined || this.attempt !== undefined;
    const asks = busy || this.unheard !== undefined;
    if ((asks && this.stream !== 'live') || (busy && this.ticks % CHECK_EVERY === 0) || this.attempt?.unlockId) {
      void this.refresh();
    }
  }

  /** What the ledger says now; events may be lost, this is not. */
  async refresh(): Promise<void> {
    const [turn, told] = [this.turn, this.told];
    const waiting = this.attempt?.unlockId;
    const shown = this.trip?.tripId;
    const [answer, unlock] = await Promise.all([
      this.session.call<TripPage>('/v1/trips?limit=1').catch(Problem.from),
      waiting ? this.session.call<Unlock>(`/v1/unlocks/${waiting}`).catch(() => undefined) : undefined,
    ]);
    const newest = answer instanceof Problem ? undefined : answer.trips[0];
    const other = newest && shown !== undefined && newest.tripId !== shown;
    const ended = other
      ? await this.session.call<Trip>(`/v1/trips/${encodeURIComponent(shown)}`).catch(() => undefined)
      : undefined;
    if (turn !== this.turn) {
      return;
    }
    if (told !== this.told) {
      return this.refresh();
    }
    this.known ||= !(answer instanceof Problem);
    this.unheard = answer instanceof Problem ? answer : undefined;
    [ended, newest].forEach((trip) => trip && this.apply(trip));
    if (unlock && this.attempt?.unlockId === unlock.unlockId && !isOpen(unlock)) {
      this.took(unlock);
    }
  }

  private read(event: ServerEvent): void {
    if (event.name === 'reset') {
      void this.refresh();
    } else if (event.name === 'trip') {
      this.told++;
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
    this.said.hear(trip);
    if (trip.state === 'riding') {
      if (this.ended?.tripId === trip.tripId) {
        // What ended it was taken back.
        this.ended = undefined;
      }
      this.confirmed(trip);
      if (this.attempt && Date.parse(trip.startedAt) > this.attempt.at - ATTEMPT_MS) {
        this.endAttempt();
      }
    } else if (this.trip?.tripId === trip.tripId) {
      this.trip = undefined;
      this.session.store.remove('trip');
      this.ended = trip;
    } else if (this.ended?.tripId === trip.tripId) {
      this.ended = trip;
    }
  }

  private confirmed(trip: Trip): void {
    this.trip = trip;
    this.confirmedAt = serverNow();
    this.session.store.put('trip', { trip, at: this.confirmedAt, ahead: aheadMs() } satisfies KeptTrip);
  }

  private fail(problem: Problem | { word: string }): void {
    const attempt = this.attempt;
    this.attempt = undefined;
    this.failure = failureOf(problem, attempt?.code ?? '');
    if (attempt) {
      this.attempts.fail(attempt, this.failure);
    }
  }

  private endAttempt(): void {
    if (this.attempt) {
      this.attempts.end(this.attempt);
    }
    this.attempt = undefined;
  }

  private whileItIs(begun: Attempt): () => boolean {
    const turn = this.turn;
    return () => turn === this.turn && this.attempt?.key === begun.key;
  }
}
