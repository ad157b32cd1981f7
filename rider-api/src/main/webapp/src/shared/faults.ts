/** What should never happen on a page: a text that is missing, a part that broke. The page goes on, and this is seen. */
export interface Fault {
  kind: 'text' | 'panel';
  detail: string;
}

export const FAULT_EVENT = 'bici:fault';

/** Says it in the browser's console, and as an event for whoever watches the page; the pages' tests fail on either. */
export function report(fault: Fault, error?: unknown): void {
  console.error(`bici ${fault.kind} fault: ${fault.detail}`, ...(error === undefined ? [] : [error]));
  globalThis.dispatchEvent?.(new CustomEvent<Fault>(FAULT_EVENT, { detail: fault }));
}
