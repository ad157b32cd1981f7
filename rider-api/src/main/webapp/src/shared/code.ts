// The code printed on docks and bikes: five characters and one that checks them. As PrintedCode on the server.

export const CODE_LENGTH = 6;
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** What was typed or scanned, as it is printed: capitals, without blanks, hyphens and what nobody sees. */
export function tidyCode(text: string): string {
  return [...text.toUpperCase().replace(/[\s\p{Pd}\p{C}]/gu, '')].slice(0, CODE_LENGTH).join('');
}

/** False for anything that cannot have been printed, mistyped characters above all. */
export function isGoodCode(code: string): boolean {
  const values = [...code].map((character) => ALPHABET.indexOf(character));
  if (values.length !== CODE_LENGTH || values.includes(-1)) {
    return false;
  }
  const sum = values.slice(0, -1).reduce((total, value, i) => total + (2 * i + 1) * value, 0);
  return values.at(-1) === sum % ALPHABET.length;
}

/** The code in what a QR code says: the code itself or an address that ends in `#c=CODE`. */
export function codeIn(scanned: string): string | undefined {
  const code = tidyCode(/#c=([^&]+)/.exec(scanned)?.[1] ?? scanned);
  return isGoodCode(code) ? code : undefined;
}
