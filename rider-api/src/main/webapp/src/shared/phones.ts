/** A part of a line of text; with `tel` where it is a telephone number that can be called. */
export interface Part {
  text: string;
  tel?: string;
}

const NUMBER = /\+?\d(?:[ ()-]{0,2}\d){6,14}/g;

/** A line in parts: numbers of at least seven digits can be called, others (an address, opening hours) stay text. */
export function withPhones(line: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const found of line.matchAll(NUMBER)) {
    if (found.index > end) {
      parts.push({ text: line.slice(end, found.index) });
    }
    parts.push({ text: found[0], tel: found[0].replaceAll(/[ ()-]/g, '') });
    end = found.index + found[0].length;
  }
  return end < line.length ? [...parts, { text: line.slice(end) }] : parts;
}
