import { describe, expect, test } from 'vitest';
import { isAddress } from '../src/rider/addresses';
import { matches } from '../src/shared/standing';
import { strayInId, tidyId, tidyLine, tidyText } from '../src/shared/typed';

describe('what is typed and pasted', () => {
  test('loses what nobody sees and nobody meant', () => {
    expect(tidyText(' \ufeffEl can\u00addado\u200b suena\u2028y no\r\nabre\u2069 ')).toBe('El candado suena\ny no\nabre');
    expect(tidyLine('\u200eParque\u00a0 San\nPío\u200f')).toBe('Parque San Pío');
    expect(tidyId(' B 1\u200b02\n')).toBe('B102');
    expect(matches({ name: 'Parque San Pío', stationId: 'S01' }, 'san\u00a0 pio\u200b')).toBe(true);
  });

  test('keeps emoji whole, and what turns letters round or controls a device, which the server names', () => {
    expect(tidyText('👩‍🔧 ❤️')).toBe('👩‍🔧 ❤️');
    expect(tidyText('a\u202eb\u0007')).toBe('a\u202eb\u0007');
  });

  test('of a bike number the character that cannot be in it is named as it can be read', () => {
    expect(strayInId('B-1_02')).toBeUndefined();
    expect(strayInId('B#1')).toBe('«#»');
    expect(strayInId('B🚲')).toBe('«🚲»');
    expect(strayInId('B\u202e1')).toBe('U+202E');
  });
});

test('an address is one of the page, with as many parts as it has', () => {
  for (const one of ['', '#/', '#/estacion/S01', '#/viaje', '#/viaje/234568', '#/reportar/other/S01.1.2', '#/ayuda']) {
    expect(isAddress(one), one).toBe(true);
  }
  for (const one of ['#nada', '#/nada', '#/estacion', '#/mapa/x', '#/viajes/a/b', '#/constructor', '#x=1', '#/%E0%A4%A']) {
    expect(isAddress(one), one).toBe(false);
  }
});
