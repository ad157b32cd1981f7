import { describe, expect, test } from 'vitest';
import { codeIn, isGoodCode, tidyCode } from '../src/shared/code';

// By PrintedCode on the server: the check of 23456 is (0·1 + 1·3 + 2·5 + 3·7 + 4·9) mod 32 = 6, an 8.
const GOOD = '234568';

describe('a printed code', () => {
  test('is good with its check character', () => {
    expect(isGoodCode(GOOD)).toBe(true);
  });

  test('is refused with any one character mistyped', () => {
    for (let i = 0; i < GOOD.length; i++) {
      expect(isGoodCode(GOOD.slice(0, i) + 'Z' + GOOD.slice(i + 1))).toBe(false);
    }
  });

  test('is never of another length or alphabet', () => {
    expect(isGoodCode('23456')).toBe(false);
    expect(isGoodCode('O34568')).toBe(false);
  });

  test('may be typed small, with blanks and hyphens', () => {
    expect(tidyCode(' 23 45-68 ')).toBe(GOOD);
    expect(tidyCode('abc')).toBe('ABC');
    expect(tidyCode('23\u200b45–68\u2069')).toBe(GOOD);
  });

  test('is read from a sticker, as itself or in an address', () => {
    expect(codeIn(GOOD)).toBe(GOOD);
    expect(codeIn(`https://bici.example/#c=${GOOD}`)).toBe(GOOD);
    expect(codeIn('https://elsewhere.example/')).toBeUndefined();
  });
});
