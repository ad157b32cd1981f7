/** What a server may have: a street map of the city, an inbox for demonstrations. */
export type Offer = 'streets' | 'demo-inbox';

/**
 * Whether this server has it, as it wrote into the page it sent: asking for what is not there is an error in every browser's
 * log. A page that no server of ours sent, as while the pages are written, does not know: then it is worth asking.
 */
export function offers(what: Offer): boolean {
  const said = document.querySelector<HTMLMetaElement>('meta[name="bici-offers"]')?.content ?? 'unknown';
  return said === 'unknown' || said.split(' ').includes(what);
}
