import { Problem } from './problem';
import type { Tokens } from './types';

const EARLY_MS = 30_000;

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
 * can read. Requests that find their token ended are repeated once with a new one.
 */
export class Session {
  private token: string | undefined;
  private endsAt = 0;
  private refreshing: Promise<boolean> | undefined;
  role = '';

  constructor(
    /** Each page has a refresh cookie of its own. */
    private readonly who: 'rider' | 'staff',
    private readonly accepts: (role: string) => boolean,
    private readonly language: () => string,
    private readonly onEnd: () => void,
  ) {}

  get signedIn(): boolean {
    return this.token !== undefined;
  }

  /** Takes the session up again after a reload. */
  resume(): Promise<boolean> {
    this.refreshing ??= this.refresh().finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  async signIn(path: string, body: unknown): Promise<boolean> {
    return this.take(await this.call<Tokens>(path, { method: 'POST', body, open: true }));
  }

  async signOut(): Promise<void> {
    const token = this.token;
    this.forget();
    if (token) {
      await fetch('/v1/session', {
        method: 'DELETE',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ who: this.who }),
      }).catch(() => undefined);
    }
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
    if (!request.open && this.token !== undefined && Date.now() > this.endsAt - EARLY_MS) {
      await this.resume();
    }
    let response = await this.fetch(path, request);
    if (response.status === 401 && !request.open && (await this.resume())) {
      response = await this.fetch(path, request);
    }
    if (response.ok) {
      return response;
    }
    if (response.status === 401 && !request.open) {
      this.forget();
      this.onEnd();
    }
    throw await Problem.of(response);
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
    try {
      return await fetch(path, {
        method: request.method ?? 'GET',
        headers,
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        ...(request.signal === undefined ? {} : { signal: request.signal }),
      });
    } catch (error) {
      if (request.signal?.aborted) {
        throw error;
      }
      throw Problem.network();
    }
  }

  private async refresh(): Promise<boolean> {
    const request: Request = { method: 'POST', body: { who: this.who }, open: true };
    const response = await this.fetch('/v1/session/refresh', request).catch(() => undefined);
    if (response?.ok) {
      return this.take((await response.json()) as Tokens);
    }
    // Off line or a busy server: the session is not over because of that.
    if (response && response.status < 500 && response.status !== 429) {
      const wasSignedIn = this.signedIn;
      this.forget();
      if (wasSignedIn) {
        this.onEnd();
      }
    }
    return false;
  }

  private take(tokens: Tokens): boolean {
    if (!this.accepts(tokens.role)) {
      this.forget();
      return false;
    }
    this.token = tokens.accessToken;
    this.role = tokens.role;
    this.endsAt = Date.now() + tokens.expiresInSeconds * 1000;
    return true;
  }

  private forget(): void {
    this.token = undefined;
    this.role = '';
  }
}
