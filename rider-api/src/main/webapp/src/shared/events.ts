import type { Session } from './session';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;
/** The server says something every 3 s, if only a comment. After this long nobody may call the stream live. */
export const QUIET_MS = 10_000;
/** After this long another connection is tried. */
const SILENCE_MS = 15_000;

export interface ServerEvent {
  id: string;
  name: string;
  data: string;
}

export type StreamState = 'connecting' | 'live' | 'lost';

/** Cuts a stream of server-sent events into events. Pure: give it text as it comes. */
export class EventReader {
  private rest = '';
  private event = { id: '', name: 'message', data: [] as string[] };

  read(text: string): ServerEvent[] {
    const lines = (this.rest + text).split(/\r?\n/);
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.line(line));
  }

  private line(line: string): ServerEvent[] {
    if (line === '') {
      const { id, name, data } = this.event;
      this.event = { id, name: 'message', data: [] };
      return data.length > 0 || name !== 'message' ? [{ id, name, data: data.join('\n') }] : [];
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'id') {
      this.event.id = value;
    } else if (field === 'event') {
      this.event.name = value;
    } else if (field === 'data') {
      this.event.data.push(value);
    }
    return [];
  }
}

/**
 * Follows a stream of events until closed; connects again after growing waits and says where it had been. fetch is used
 * since EventSource cannot send a bearer token.
 */
export class Stream {
  private stop = new AbortController();
  private lastId = '';
  private wait = FIRST_WAIT_MS;
  private closed = false;
  private renewing = false;
  /** Ends a pause between two connections. */
  private rested: (() => void) | undefined;

  constructor(
    private readonly session: Session,
    private readonly path: string,
    private readonly onEvent: (event: ServerEvent) => void,
    /** Told `live` at every sign of life. */
    private readonly onState: (state: StreamState) => void,
  ) {
    void this.follow();
  }

  /** Connects anew at once and goes on where it was: what a connection was opened with, such as the language, may have changed. */
  renew(): void {
    this.renewing = true;
    this.wait = FIRST_WAIT_MS;
    this.stop.abort();
    this.rested?.();
  }

  close(): void {
    this.closed = true;
    this.stop.abort();
  }

  private async follow(): Promise<void> {
    while (!this.closed) {
      this.stop = new AbortController();
      this.renewing = false;
      this.onState(this.wait === FIRST_WAIT_MS ? 'connecting' : 'lost');
      await this.once().catch(() => undefined);
      if (this.closed) {
        return;
      }
      if (this.renewing) {
        continue;
      }
      this.onState('lost');
      await new Promise<void>((done) => {
        this.rested = done;
        setTimeout(done, this.wait * (0.5 + Math.random() / 2));
      });
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
    }
  }

  private async once(): Promise<void> {
    let silence = this.watch();
    try {
      const response = await this.session.send(this.path, { signal: this.stop.signal, lastEventId: this.lastId });
      if (!response.body) {
        return;
      }
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      const events = new EventReader();
      this.wait = FIRST_WAIT_MS;
      this.onState('live');
      for (;;) {
        const { value, done } = await reader.read();
        if (done) {
          return;
        }
        silence.forEach(clearTimeout);
        silence = this.watch();
        this.onState('live');
        for (const event of events.read(value)) {
          this.lastId = event.id || this.lastId;
          this.onEvent(event);
        }
      }
    } finally {
      silence.forEach(clearTimeout);
    }
  }

  /** A frozen server leaves its connections open: only the missing heartbeat shows it. */
  private watch(): ReturnType<typeof setTimeout>[] {
    return [setTimeout(() => this.onState('lost'), QUIET_MS), setTimeout(() => this.stop.abort(), SILENCE_MS)];
  }
}
