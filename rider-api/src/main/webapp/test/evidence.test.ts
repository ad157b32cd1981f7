import { afterEach, expect, test } from 'vitest';
import { readContracts } from '../scripts/texts.mjs';
import { evidenceOf } from '../src/console/evidence';
import type { Alarm } from '../src/console/types';
import { setLanguage } from '../src/shared/text.svelte';

afterEach(() => setLanguage('es'));

const NAMES: Record<string, string> = { uis: 'UIS', 'san-pio': 'Parque San Pío' };
const nameOf = (id: string): string => NAMES[id] ?? id;
const all = (): boolean => true;

/** What the server gives for each kind (AlarmSql), and what the control room reads of it. */
const SAID: [Alarm['kind'], evidence: string, text: string, href?: string][] = [
  ['station-offline', 'epoch 12', 'Se desconectó: 22 nov, 07:05'],
  ['unauthorised-removal', 'san-pio.1.482', 'Viaje desde Parque San Pío, 22 nov, 07:05', '#/bicicletas/B7'],
  [
    'unauthorised-removal',
    'san-pio.1.482 falsely claims command 4f0c',
    'La estación atribuye la salida a una orden que no fue para esa bici | Viaje desde Parque San Pío, 22 nov, 07:05',
    '#/bicicletas/B7',
  ],
  ['gap-waiting', 'journal 1, facts 8 to 1007', 'Reportes 8 a 1007 de la memoria 1'],
  ['inventory-waiting', 'inventory of epoch 2, as of fact uis.1.482', 'Inventario de 22 nov, 07:05'],
  ['command-unknown', 'unlock 4f0c', 'Desbloqueo de un usuario'],
  ['command-unknown', 'reboot 4f0c', 'Reiniciar'],
  ['bike-missing', 'last fact san-pio.1.482', 'Último reporte: Parque San Pío, 22 nov, 07:05', '#/bicicletas/B7'],
  ['config-waiting', 'version 3, refused: too dark', 'La estación rechazó la versión 3: too dark'],
  ['config-waiting', 'version 3, reported: nothing', 'La estación no informa si usa la versión 3'],
  ['config-waiting', 'version 3, reported: 2', 'Usa la versión 2; debería usar la 3'],
  ['forced-lock', 'uis.1.482', 'Reporte de UIS, 22 nov, 07:05'],
  ['cloned-certificate', 'sequence-conflict 1.482', 'Llegaron dos reportes distintos con el mismo número'],
  ['cloned-certificate', '4 take-overs within a minute', 'Cambios de conexión en un minuto: 4'],
  ['feeds-stale', 'node a1', 'Servidor a1'],
  ['accident-reported', 'accident 4f0c', 'Accidente', '#/reportes'],
  ['report-waiting', 'bike-damaged 4f0c', 'Bici dañada', '#/reportes'],
  ['bike-in-two-docks', 'uis/4 san-pio/7', 'UIS, Anclaje 4 | Parque San Pío, Anclaje 7', '#/estaciones/uis | #/estaciones/san-pio'],
  ['dock-mismatch', 'inventory of epoch 2: bike-removed', 'El inventario muestra que la bici B7 ya no está'],
  ['dock-mismatch', 'inventory of epoch 2: bike-docked', 'El inventario muestra que la bici B7 está ahí'],
  ['lock-failed', 'uis.1.482', 'Reporte de UIS, 22 nov, 07:05'],
  ['proof-failed', 'uis.1.482', 'Reporte de UIS, 22 nov, 07:05'],
  ['clock-contradiction', 'epoch 12', 'El tiempo de encendido no concuerda con las horas de conexión'],
  ['clock-skew', '-540 s', 'Atrasado 9\u00a0min'],
  ['clock-skew', '45 s', 'Adelantado 45\u00a0s'],
  ['low-battery', '19 % health', '19\u00a0%'],
  ['low-battery', '12.5 % uis.1.482', '12.5\u00a0%'],
  ['door-open', 'health', 'Estado del equipo, 22 nov, 07:05'],
  ['door-open', 'uis.1.482', 'Reporte de UIS, 22 nov, 07:05'],
  ['ghost-trip-repaired', 'uis.1.482 ended by san-pio.0.3', 'Viaje desde UIS, 22 nov, 07:05', '#/bicicletas/B7'],
  ['trip-contested', 'san-pio.1.9', 'La bici volvió a salir, de Parque San Pío', '#/estaciones/san-pio'],
  ['trip-contested', 'declared missing', 'La bici se declaró extraviada'],
  ['trip-contested', 'with san-pio.1.9 of B9', 'A la vez que otro viaje de la misma persona, en la bici B9, desde Parque San Pío', '#/bicicletas/B9'],
  ['trip-review', 'uis.1.482 start', 'Viaje desde UIS, 22 nov, 07:05 | Hora de salida estimada', '#/bicicletas/B7'],
  ['trip-review', 'uis.1.482 end', 'Viaje desde UIS, 22 nov, 07:05 | Hora de llegada estimada', '#/bicicletas/B7'],
  ['station-unpublished', 'name-blank', 'Su nombre está vacío'],
  ['unregistered-bikes', '12 bikes, B0900', 'Bicis sin registrar: 12, entre ellas B0900', '#/bicicletas'],
  ['unregistered-bikes', 'more than 1000 bikes, B0900', 'Más de 1000 bicis sin registrar, entre ellas B0900', '#/bicicletas'],
  ['unregistered-docks', '2 docks, 23', 'Anclajes sin registrar: 2, entre ellos el 23', '#/bicicletas'],
  ['dock-fault', 'motor-stall uis.1.482', 'El motor no logra mover el candado'],
  ['dock-fault', 'E-17 uis.1.482', 'Código del fabricante E-17'],
  ['bike-low-battery', '9 % uis.1.482', '9\u00a0%'],
  ['quarantine', '3 × out-of-range', 'Mensajes: 3. Motivo para el fabricante: out-of-range'],
];

function alarm(kind: Alarm['kind'], evidence: string): Alarm {
  return { alarmId: 'a', kind, severity: 'low', stationId: 'uis', bikeId: 'B7', since: '2026-11-22T12:05:00Z', text: '', evidence };
}

test.each(SAID)('of %s, %s is said as %s', (kind, evidence, text, href) => {
  const parts = evidenceOf(alarm(kind, evidence), nameOf, all);
  expect(parts.map((part) => part.text).join(' | ').replace(/22 (de )?nov\.?/, '22 nov')).toBe(text);
  expect(parts.flatMap((part) => part.href ?? []).join(' | ')).toBe(href ?? '');
});

test('no reference of ours is left in what is said of any kind of alarm, in either language', () => {
  const kinds = readContracts()['operator']!.components.schemas['AlarmKind']!.enum ?? [];
  expect([...new Set(SAID.map(([kind]) => kind))].sort()).toEqual([...kinds].sort());
  for (const language of ['es', 'en'] as const) {
    setLanguage(language);
    for (const [kind, evidence] of SAID) {
      const said = evidenceOf(alarm(kind, evidence), nameOf, all).map((part) => part.text).join(' ');
      expect(said, kind).not.toMatch(/\.\d+\.\d+|epoch|health|conflict|4f0c|motor-stall|[{}]/);
    }
  }
});

test('what a newer server says is shown as the reference that it is', () => {
  expect(evidenceOf(alarm('clock-skew', 'by moon'), nameOf, all)).toEqual([{ text: 'Referencia by moon' }]);
  expect(evidenceOf({ ...alarm('clock-skew', 'x'), kind: 'of-tomorrow' as Alarm['kind'] }, nameOf, all)).toEqual([{ text: 'Referencia x' }]);
});

test('what an alarm rests on leads to no screen that is not for who reads it', () => {
  const crew = (screen: string): boolean => screen !== 'reportes';
  expect(evidenceOf(alarm('accident-reported', 'accident 4f0c'), nameOf, crew)).toEqual([{ text: 'Accidente' }]);
  expect(evidenceOf(alarm('unauthorised-removal', 'san-pio.1.482'), nameOf, crew)[0]?.href).toBe('#/bicicletas/B7');
});
