import { expect, test } from 'vitest';
import { withPhones } from '../src/shared/phones';

test('telephone numbers in a line can be called, an address cannot', () => {
  expect(withPhones('Calle 35 # 10-43, Bucaramanga')).toEqual([{ text: 'Calle 35 # 10-43, Bucaramanga' }]);
  expect(withPhones('Calle 35 # 10-43, tel. (607) 633 70 00, 8 a 18 h')).toEqual([
    { text: 'Calle 35 # 10-43, tel. (' },
    { text: '607) 633 70 00', tel: '6076337000' },
    { text: ', 8 a 18 h' },
  ]);
  expect(withPhones('+57 310 555 0142')).toEqual([{ text: '+57 310 555 0142', tel: '+573105550142' }]);
});
