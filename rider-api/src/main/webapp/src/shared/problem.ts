import type { StrayCharacter } from './types';

/** One thing that is wrong with a request. */
export interface Fault {
  /** A parameter, or a field of the body. */
  field: string;
  /** The rule that it breaks: required, pattern, unknown, … */
  code: string;
  character?: StrayCharacter;
}

/** An error as the server says it (RFC 9457), or `network` when it could not be asked. */
export class Problem extends Error {
  constructor(
    /** The last part of the problem's type: `unknown-code`, `dock-locked-out`, `network`, … */
    readonly word: string,
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly retryAfterSeconds?: number,
    /** The id by which the operators find this request. */
    readonly instance?: string,
    readonly faults: readonly Fault[] = [],
    /** Of `network`: the answer did not come in time, while other connections to the server may be good. */
    readonly late = false,
  ) {
    super(`${status} ${word}`);
  }

  /** Whatever was caught: what is no answer of the server is that it could not be asked. */
  static from(caught: unknown): Problem {
    return caught instanceof Problem ? caught : Problem.network();
  }

  static network(): Problem {
    return new Problem('network', 0, '', '');
  }

  static late(): Problem {
    return new Problem('network', 0, '', '', undefined, undefined, [], true);
  }

  /** A link that is good, and not for this page. */
  static notForHere(): Problem {
    return new Problem('link-used', 401, '', '');
  }

  /** What was asked belongs to a session that has ended meanwhile. */
  static ended(): Problem {
    return new Problem('session-ended', 401, '', '');
  }

  static async of(response: Response): Promise<Problem> {
    const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
    const body = await response.json().catch(() => ({}));
    const word = wordOf(body.type) || (response.status === 404 ? 'not-found' : 'unexpected');
    return new Problem(
      word,
      response.status,
      String(body.title ?? ''),
      String(body.detail ?? ''),
      Number.isFinite(retryAfter) ? retryAfter : undefined,
      typeof body.instance === 'string' ? body.instance : undefined,
      faultsOf(body.errors),
    );
  }

  /** What was asked for by its name in the address is not there, or cannot be a name. */
  get isUnknown(): boolean {
    return this.status === 404 || this.word === 'invalid-request';
  }

  /** Worth the same request again: the server was not reached, was busy or asked for patience. */
  get mayPass(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export function wordOf(type: unknown): string {
  return typeof type === 'string' && type !== 'about:blank' ? (type.split('/').pop() ?? '') : '';
}

/** `/phone` as phone. */
function faultsOf(errors: unknown): Fault[] {
  return Array.isArray(errors)
    ? errors.map((error: { pointer?: unknown; code?: unknown; character?: StrayCharacter }) => ({
        field: String(error?.pointer ?? '').replace(/^\//, ''),
        code: String(error?.code ?? ''),
        ...(error?.character ? { character: error.character } : {}),
      }))
    : [];
}
