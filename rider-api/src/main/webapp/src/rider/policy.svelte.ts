import type { Session } from '../shared/session';
import type { Policy } from '../shared/types';

const AGAIN_MS = 10_000;

/** The data policy and who is asked for help: for everybody, signed in or not. The last one known is shown off line. */
export class PolicyDesk {
  now = $state.raw<Policy | undefined>();
  /** It could not be had, and none is known. */
  failed = $state(false);

  constructor(private readonly session: Session) {}

  /** Asks until it is answered; what is returned stops that. */
  follow(): () => void {
    this.now ??= this.session.store.get<Policy>('policy');
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const ask = (): void =>
      void this.session.call<Policy>('/v1/policy', { open: true }).then(
        (policy) => this.take(policy),
        () => {
          this.failed = this.now === undefined;
          if (!stopped) {
            timer = setTimeout(ask, AGAIN_MS);
          }
        },
      );
    ask();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }

  /** Whoever signs in is told of it with the account: then it is there off line, whatever screen was opened before. */
  know(policy: Policy | undefined): void {
    if (policy) {
      this.take(policy);
    }
  }

  private take(policy: Policy): void {
    this.now = policy;
    this.failed = false;
    this.session.store.put('policy', policy);
  }
}
