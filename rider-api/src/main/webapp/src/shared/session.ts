import { hearServerTime } from './clock.svelte';
import { Problem } from './problem';
import { alone, Store } from './store';
import type { Tokens } from './types';

const EARLY_MS = 30_000;
/** The server gives the same successor again for 60 s; a key that is older would end the session. */
const REPEAT_MS = 55_000;
const REFRESH_MS = 10_000;
/** No answer by then is no connection; an unlock is answered within 20 s. Streams watch over themselves. */
const READ_MS = 8_000;
const WRITE_MS = 25_000;

export interface Request {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  /** Idempotency-Key: the same for every repetition of one intent. */
  key?: string;
  signal?: AbortSignal;
  /** Of a stream: the last event that was read; empty for none. */
  lastEventId?: string;
  /** Without a bearer token. */
  open?: boolean;
}

/**
 * Who is signed in. The access token lives in memory only; a reload gets a new one by the refresh cookie, which no script
 * can read. Requests that find their token ended are repeated once with a new one. A server that cannot be reached ends no
 * session: whose page it is is kept, and asked again.
 */
export class Session {
  private token: string | undefined;
  private endsAt = 0;
  private refreshing: Promise<boolean> | undefined;
  /** Counts signing in and out: an answer to what was asked before is nobody's. */
  private turn = 0;
  role = '';
  readonly store: Store;

  constructor(
    /** Each page has a refresh cookie of its own. */
    private readonly who: 'rider' | 'staff',
    private readonly accepts: (role: string) => boolean,
    private readonly language: () => string,
    private readonly onEnd: () => void,
  ) {
    this.store = new Store(who);
  }

  /** A token is here: the server knows us. */
  get signedIn(): boolean {
    return this.token !== undefined;
  }

  /** Whose page this is, as far as is known: also while the server cannot be reached. */
  get account(): string | undefined {
    return this.store.account;
  }

  /**
   * Takes the session up again after a reload. False when it is over, and when the server could not be asked. Of nobody's
   * page there is nothing to ask: it would be an error in the browser's log at each visit.
   */
  resume(): Promise<boolean> {
    if (this.account === undefined && !this.store.leaving) {
      return Promise.resolve(false);
    }
    this.refreshing ??= alone(`bici.${this.who}.refresh`, () => this.refresh()).finally(
      () => (this.refreshing = undefined),
    );
    return this.refreshing;
  }

  async signIn(path: string, body: unknown): Promise<boolean> {
    if (this.store.leaving) {
      await this.tellLeaving();
    }
    const tokens = await this.call<Tokens>(path, { method: 'POST', body, open: true });
    this.forget();
    return this.take(tokens);
  }

  /** Ends at once here; the server is told now, or when it can be reached again. */
  async signOut(): Promise<void> {
    this.forget();
    this.store.end();
    this.store.leaving = true;
    await alone(`bici.${this.who}.refresh`, () => this.tellLeaving());
  }

  /** The answer's body; undefined for 204. Rejects with a Problem. */
  async call<T>(path: string, request: Request = {}): Promise<T> {
    const response = await this.send(path, request);
    if (response.status === 204 || response.status === 202 && response.headers.get('Content-Length') === '0') {
      return undefined as T;
    }
    return (await response.json().catch(() => undefined)) as T;
  }

  /** The answer as it is, when it is good. */
  async send(path: string, request: Request = {}): Promise<Response> {
    if (!request.open && (this.token === undefined || Date.now() > this.endsAt - EARLY_MS)) {
      const resumed = await this.resume();
      if (!resumed && this.token === undefined && this.account !== undefined) {
        throw Problem.network();
      }
    }
    const turn = this.turn;
    let response = await this.fetch(path, request);
    if (response.status === 401 && !request.open && (await this.resume())) {
      response = await this.fetch(path, request);
    }
    const nobodys = !request.open && turn !== this.turn;
    if (response.ok && !nobodys) {
      return response;
    }
    if (response.status === 401 && !request.open && !nobodys) {
      this.over();
    }
    throw nobodys ? Problem.ended() : await Problem.of(response);
  }

  private async fetch(path: string, request: Request): Promise<Response> {
    const headers = new Headers({ 'Accept-Language': this.language() });
    if (this.token !== undefined && !request.open) {
      headers.set('Authorization', `Bearer ${this.token}`);
    }
    if (request.key !== undefined) {
      headers.set('Idempotency-Key', request.key);
    }
    if (request.lastEventId) {
      headers.set('Last-Event-ID', request.lastEventId);
    }
    if (request.body !== undefined) {
      headers.set('Content-Type', 'application/json');
    }
    const sentAt = Date.now();
    try {
      const response = await fetch(path, {
        method: request.method ?? 'GET',
        headers,
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        signal: request.signal ?? AbortSignal.timeout((request.method ?? 'GET') === 'GET' ? READ_MS : WRITE_MS),
      });
      hearServerTime(response.headers.get('Date'), sentAt);
      return response;
    } catch (error) {
      if (request.signal?.aborted) {
        throw error;
      }
      throw error instanceof DOMException && error.name === 'TimeoutError' ? Problem.late() : Problem.network();
    }
  }

  /** One tab at a time. The key is kept until the answer is here: a lost one is asked for again with the same. */
  private async refresh(): Promise<boolean> {
    if (this.store.leaving) {
      await this.tellLeaving();
      return false;
    }
    const turn = this.turn;
    const response = await this.fetch('/v1/session/refresh', {
      method: 'POST',
      body: { who: this.who },
      open: true,
      key: this.refreshKey(),
      signal: AbortSignal.timeout(REFRESH_MS),
    }).catch(() => undefined);
    const tokens = response?.ok ? ((await response.json().catch(() => undefined)) as Tokens | undefined) : undefined;
    if (turn !== this.turn) {
      return false;
    }
    if (tokens) {
      this.store.remove('refresh');
      return this.take(tokens);
    }
    // Offline or a busy server: the session is not over because of that.
    if (response && !response.ok && response.status < 500 && response.status !== 429) {
      this.over();
    }
    return false;
  }

  private refreshKey(): string {
    const kept = this.store.get<{ key: string; at: number }>('refresh');
    if (kept && Math.abs(Date.now() - kept.at) < REPEAT_MS) {
      return kept.key;
    }
    const key = crypto.randomUUID();
    this.store.put('refresh', { key, at: Date.now() });
    return key;
  }

  private async tellLeaving(): Promise<void> {
    const told = await this.fetch('/v1/session', {
      method: 'DELETE',
      body: { who: this.who },
      open: true,
      signal: AbortSignal.timeout(REFRESH_MS),
    }).catch(() => undefined);
    if (told?.ok) {
      this.store.leaving = false;
    }
  }

  /** Another account than this page's, signed in by another tab: the page begins anew. */
  private take(tokens: Tokens): boolean {
    if (!this.accepts(tokens.role)) {
      this.forget();
      return false;
    }
    const account = subjectOf(tokens.accessToken);
    const other = this.account !== undefined && this.account !== account;
    this.token = tokens.accessToken;
    this.role = tokens.role;
    this.endsAt = Date.now() + tokens.expiresInSeconds * 1000;
    this.store.begin(account);
    if (other) {
      location.reload();
      return false;
    }
    return true;
  }

  /** The server says that the session has ended: nothing of it stays. */
  private over(): void {
    const was = this.account !== undefined || this.signedIn;
    this.forget();
    this.store.remove('refresh');
    if (was) {
      this.store.end();
      this.onEnd();
    }
  }

  private forget(): void {
    this.turn++;
    this.token = undefined;
    this.role = '';
  }
}

/** Whose an access token is (`sub`); it is the server that judges tokens. */
function subjectOf(token: string): string {
  const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
  return String((JSON.parse(atob(payload)) as { sub: unknown }).sub);
}
