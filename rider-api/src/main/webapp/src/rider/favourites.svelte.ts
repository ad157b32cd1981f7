import type { Store } from '../shared/store';

/** The stations that somebody marked; they belong to the account and go with it. */
export class Favourites {
  private marked = $state.raw<ReadonlySet<string>>(new Set());

  constructor(private readonly store: Store) {
    this.restore();
  }

  /** Reads them again: somebody came or went, or another tab has changed them. */
  restore(): void {
    const kept = this.store.get<unknown>('favourites');
    this.marked = new Set(Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []);
  }

  has(stationId: string): boolean {
    return this.marked.has(stationId);
  }

  /** Marks a station, or takes its mark away. */
  turn(stationId: string): void {
    const now = new Set(this.marked);
    if (!now.delete(stationId)) {
      now.add(stationId);
    }
    this.marked = now;
    this.store.put('favourites', [...now]);
  }
}
