'use strict';
const TEXTS = {
  es: {
    title: 'La calle', other: 'English', hands: 'En sus manos', nothing: 'Ninguna bicicleta. Tome una en una estación.',
    intro: 'Usted está frente a los anclajes simulados. Tome una bicicleta con el código impreso o con una tarjeta, y devuélvala.',
    station: 'Estación', choose: 'Elija la estación', room: (bikes, docks) => `${bikes} bicicletas en ${docks} anclajes`,
    dock: (dock, bike) => `Anclaje ${dock}, bicicleta ${bike}`, printed: 'Código impreso', empty: 'No hay bicicletas en esta estación.',
    take: 'Tomarla con el teléfono', card: 'Acercar la tarjeta', away: 'Irme sin tomarla', back: 'Volver al anclaje',
    left: 'Usted se fue: si la cerradura abre, nadie toma la bicicleta.', give: (name) => `Devolver en ${name}`, bike: (bike) => `Bicicleta ${bike}`,
    scan: 'Escanee el código o escríbalo en la aplicación. Cuando la cerradura abra, la bicicleta sale a sus manos.',
    open: 'Abrir la aplicación con este código', close: 'Cerrar', picture: (code) => `Código QR de ${code}`,
    docked: 'Bicicleta devuelta.', took: 'La tarjeta abrió la cerradura: la bicicleta está en sus manos.', walked: 'Usted se fue del anclaje.', stayed: 'Usted está de nuevo frente al anclaje.',
    notDocked: 'No se pudo devolver: no hay anclajes libres o la bicicleta ya no está en sus manos.', notTook: 'La cerradura no abrió: otra persona está ahí, o la estación rechazó la tarjeta.',
    notWalked: 'Otra persona está en ese anclaje.', gone: 'La demostración no responde. ¿Sigue en marcha?',
  },
  en: {
    title: 'The street', other: 'Español', hands: 'In your hands', nothing: 'No bike. Take one at a station.',
    intro: 'You stand in front of the simulated docks. Take a bike with the printed code or with a card, and bring it back.',
    station: 'Station', choose: 'Choose the station', room: (bikes, docks) => `${bikes} bikes in ${docks} docks`,
    dock: (dock, bike) => `Dock ${dock}, bike ${bike}`, printed: 'Printed code', empty: 'No bikes at this station.',
    take: 'Take it with the phone', card: 'Tap the card', away: 'Walk away', back: 'Go back to the dock',
    left: 'You walked away: when the lock opens, nobody takes the bike.', give: (name) => `Dock at ${name}`, bike: (bike) => `Bike ${bike}`,
    scan: 'Scan the code or type it in the app. When the lock opens, the bike comes into your hands.',
    open: 'Open the app with this code', close: 'Close', picture: (code) => `QR code of ${code}`,
    docked: 'The bike is docked.', took: 'The card opened the lock: the bike is in your hands.', walked: 'You walked away from the dock.', stayed: 'You are at the dock again.',
    notDocked: 'It could not be docked: no dock is free, or the bike is no longer in your hands.', notTook: 'The lock did not open: somebody is there, or the station refused the card.',
    notWalked: 'Somebody else is at that dock.', gone: 'The demo does not answer. Is it still running?',
  },
};
const $ = (id) => document.getElementById(id);
let language = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'es';
let chosen = new URLSearchParams(location.search).get('station') ?? '';
let said = '';
let seen = null;
let drawn = '';
const t = (key, ...values) => (typeof TEXTS[language][key] === 'function' ? TEXTS[language][key](...values) : TEXTS[language][key]);

function make(tag, text, more = {}) {
  const element = Object.assign(document.createElement(tag), more);
  element.textContent = text;
  return element;
}

function button(key, label, act, main = false) {
  const element = make('button', label, { type: 'button', className: main ? 'main' : '' });
  element.dataset.key = key;
  element.addEventListener('click', act);
  return element;
}

function say(key) {
  said = key;
  $('said').textContent = key ? t(key) : '';
}

async function post(path, values, good, bad) {
  try {
    const answer = await fetch(`${path}?${new URLSearchParams(values)}`, { method: 'POST' });
    say(answer.ok ? good : bad);
    await look();
  } catch {
    say('gone');
  }
}

function showCode(station, bike) {
  $('code-title').textContent = t('dock', bike.dock, bike.bike);
  $('picture').src = `/code.svg?code=${encodeURIComponent(bike.code)}`;
  $('picture').alt = t('picture', bike.code);
  $('printed').textContent = bike.code;
  $('riders').href = `${seen.riders}#c=${encodeURIComponent(bike.code)}`;
  $('code').showModal();
  if (bike.left) post('/stay', { station: station.id, dock: bike.dock }, 'stayed', 'gone');
}

function dockItem(station, bike) {
  const item = make('li', '');
  item.append(make('strong', t('dock', bike.dock, bike.bike)), make('br', ''));
  item.append(`${t('printed')}: `, make('span', bike.code || '-', { className: 'mono' }));
  const at = { station: station.id, dock: bike.dock };
  const acts = make('div', '', { className: 'acts' });
  if (bike.code) acts.append(button(`take ${bike.bike}`, t('take'), () => showCode(station, bike), true));
  acts.append(button(`card ${bike.bike}`, t('card'), () => post('/card', at, 'took', 'notTook')));
  acts.append(bike.left
    ? button(`away ${bike.bike}`, t('back'), () => post('/stay', at, 'stayed', 'gone'))
    : button(`away ${bike.bike}`, t('away'), () => post('/walk-away', at, 'walked', 'notWalked')));
  if (bike.left) item.append(make('p', t('left')));
  item.append(acts);
  return item;
}

function handItem(station, bike) {
  const item = make('li', t('bike', bike));
  const acts = make('div', '', { className: 'acts' });
  acts.append(button(`give ${bike}`, t('give', station.name), () => post('/dock', { bike, station: station.id }, 'docked', 'notDocked'), true));
  item.append(acts);
  return item;
}

function draw() {
  const { stations, inHand } = seen.street;
  const station = stations.find((one) => one.id === chosen) ?? stations[0];
  const now = JSON.stringify([language, station, inHand]);
  if (now === drawn) return;
  drawn = now;
  const focused = document.activeElement?.dataset?.key;
  chosen = station.id;
  document.documentElement.lang = language;
  document.title = t('title');
  document.querySelectorAll('[data-text]').forEach((element) => { element.textContent = t(element.dataset.text); });
  $('language').textContent = t('other');
  $('language').lang = language === 'es' ? 'en' : 'es';
  // Once: a list that is drawn anew closes under the finger.
  if (!$('station').options.length) $('station').replaceChildren(...stations.map((one) => make('option', `${one.id} ${one.name}`, { value: one.id })));
  $('station').value = chosen;
  $('room').textContent = station.bikes.length ? t('room', station.bikes.length, station.docks) : t('empty');
  $('docks').replaceChildren(...station.bikes.map((bike) => dockItem(station, bike)));
  $('hands').replaceChildren(...(inHand.length ? inHand.map((bike) => handItem(station, bike)) : [make('li', t('nothing'))]));
  say(said);
  if (focused) document.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

async function look() {
  seen = await (await fetch('/view.json')).json();
  if (said === 'gone') say('');
  draw();
}

async function keepLooking() {
  try {
    await look();
  } catch {
    say('gone');
  }
  setTimeout(keepLooking, 1000);
}

$('language').addEventListener('click', () => { language = language === 'es' ? 'en' : 'es'; if (seen) draw(); });
$('station').addEventListener('change', () => { chosen = $('station').value; draw(); });
$('close').addEventListener('click', () => $('code').close());
keepLooking();
