// What an alarm rests on, said so that people understand it. The server gives a reference whose form depends on the kind
// of alarm (docs/alarms.md): a fact, a trip, docks, a number. A form that is not known is shown as the reference it is.
import { dayAndTime, duration } from '../shared/format';
import { language } from '../shared/text.svelte';
import { faultText, has, t } from './text';
import type { Alarm } from './types';

export interface Part {
  text: string;
  /** The page on which it can be seen. */
  href?: string;
}

type Reader = (said: string, alarm: Alarm, nameOf: (stationId: string) => string) => Part[];

/** A fact, or the trip that began with it: station, journal, sequence. */
const FACT = /^(.+)\.\d+\.\d+$/;
const PERCENT = /^([\d.]+) % /;

const bikeHref = (bikeId: string): string => `#/bicicletas/${encodeURIComponent(bikeId)}`;
const stationHref = (stationId: string): string => `#/estaciones/${encodeURIComponent(stationId)}`;
const when = (alarm: Alarm): string => dayAndTime(alarm.since, language());

function reference(said: string): Part[] {
  return said === '' ? [] : [{ text: t('evidence.reference', { said }) }];
}

/** What a station reported, and when. */
const report: Reader = (said, alarm, nameOf) => {
  const station = FACT.exec(said)?.[1];
  return station === undefined ? reference(said) : [{ text: t('evidence.report', { station: nameOf(station), time: when(alarm) }) }];
};

const trip: Reader = (said, alarm, nameOf) => {
  const station = FACT.exec(said)?.[1];
  const text = station === undefined ? '' : t('evidence.trip', { station: nameOf(station), time: when(alarm) });
  return text === '' ? reference(said) : [{ text, ...(alarm.bikeId ? { href: bikeHref(alarm.bikeId) } : {}) }];
};

const percent: Reader = (said) => {
  const found = PERCENT.exec(said)?.[1];
  return found === undefined ? reference(said) : [{ text: `${found}\u00a0%` }];
};

const riderReport: Reader = (said) => {
  const key = `report.kind.${said.split(' ')[0]}`;
  return has(key) ? [{ text: t(key), href: '#/reportes' }] : reference(said);
};

const READERS: Record<Alarm['kind'], Reader> = {
  'station-offline': (_, alarm) => [{ text: t('evidence.disconnected', { time: when(alarm) }) }],
  'unauthorised-removal': (said, alarm, nameOf) => [
    ...(said.includes(' falsely claims command ') ? [{ text: t('evidence.falseClaim') }] : []),
    ...trip(said.split(' ')[0] ?? '', alarm, nameOf),
  ],
  'forced-lock': report,
  'cloned-certificate': (said) => {
    const fights = /^(\d+) take-overs/.exec(said)?.[1];
    return [{ text: fights === undefined ? t('evidence.conflict') : t('evidence.fights', { count: fights }) }];
  },
  'feeds-stale': (said) => [{ text: t('evidence.node', { node: said.replace(/^node /, '') }) }],
  'accident-reported': riderReport,
  'report-waiting': riderReport,
  'gap-waiting': (said) => {
    const [, journal, from, to] = /^journal (\d+), facts (\d+) to (\d+)$/.exec(said) ?? [];
    return journal === undefined || from === undefined || to === undefined ? reference(said) : [{ text: t('evidence.gap', { journal, from, to }) }];
  },
  'inventory-waiting': (_, alarm) => [{ text: t('evidence.inventory', { time: when(alarm) }) }],
  'command-unknown': (said) => {
    const key = `order.${said.split(' ')[0]}`;
    return has(key) ? [{ text: t(key) }] : reference(said);
  },
  'bike-missing': (said, alarm, nameOf) => {
    const station = FACT.exec(said.replace(/^last fact /, ''))?.[1];
    return station === undefined
      ? reference(said)
      : [{ text: t('evidence.lastSeen', { station: nameOf(station), time: when(alarm) }), ...(alarm.bikeId ? { href: bikeHref(alarm.bikeId) } : {}) }];
  },
  'config-waiting': (said) => {
    const [, version, what, why] = /^version (\d+), (refused|reported): (.*)$/.exec(said) ?? [];
    if (version === undefined || why === undefined) return reference(said);
    if (what === 'refused') return [{ text: t('evidence.configRefused', { version, why }) }];
    return [{ text: why === 'nothing' ? t('evidence.configUnreported', { version }) : t('evidence.configOther', { version, reported: why }) }];
  },
  'bike-in-two-docks': (said, _, nameOf) =>
    said.split(' ').map((one) => {
      const [station = '', dock = ''] = one.split('/');
      return { text: `${nameOf(station)}, ${t('dock.n', { dock })}`, href: stationHref(station) };
    }),
  'dock-mismatch': (said, alarm) => {
    const kind = /: (bike-removed|bike-docked)$/.exec(said)?.[1] as 'bike-removed' | 'bike-docked' | undefined;
    return kind === undefined ? reference(said) : [{ text: t(`evidence.inventory.${kind}`, { bike: alarm.bikeId ?? '' }) }];
  },
  'lock-failed': report,
  'proof-failed': report,
  'clock-skew': (said) => {
    const seconds = Number(/^(-?\d+) s$/.exec(said)?.[1] ?? Number.NaN);
    return Number.isNaN(seconds)
      ? reference(said)
      : [{ text: t(seconds < 0 ? 'evidence.behind' : 'evidence.ahead', { time: duration(Math.abs(seconds)) }) }];
  },
  'clock-contradiction': (said, alarm, nameOf) => (/^epoch \d+$/.test(said) ? [{ text: t('evidence.uptime') }] : report(said, alarm, nameOf)),
  'low-battery': percent,
  'door-open': (said, alarm, nameOf) => (said === 'health' ? [{ text: t('evidence.health', { time: when(alarm) }) }] : report(said, alarm, nameOf)),
  'ghost-trip-repaired': (said, alarm, nameOf) => trip(said.split(' ')[0] ?? '', alarm, nameOf),
  'trip-contested': (said, _, nameOf) => {
    const [, from, bike] = /^with (.+)\.\d+\.\d+ of (.+)$/.exec(said) ?? [];
    if (from !== undefined && bike !== undefined) {
      return [{ text: t('evidence.twoAtOnce', { bike, station: nameOf(from) }), href: bikeHref(bike) }];
    }
    const station = FACT.exec(said)?.[1];
    return station === undefined
      ? [{ text: t('evidence.declaredMissing') }]
      : [{ text: t('evidence.removedAgain', { station: nameOf(station) }), href: stationHref(station) }];
  },
  'trip-review': (said, alarm, nameOf) => {
    const [id = '', ...ends] = said.split(' ');
    const estimated = ends.filter((end) => end === 'start' || end === 'end').map((end) => ({ text: t(`evidence.estimated.${end}`) }));
    return [...trip(id, alarm, nameOf), ...estimated];
  },
  'station-unpublished': (said) => {
    const key = `evidence.${said}`;
    return has(key) ? [{ text: t(key) }] : reference(said);
  },
  'unregistered-bikes': (said) => {
    const [, count, bike] = /^(.+) bikes, (.+)$/.exec(said) ?? [];
    if (count === undefined || bike === undefined) return reference(said);
    return [{ text: count === 'more than 1000' ? t('evidence.manyBikes', { bike }) : t('evidence.bikes', { count, bike }), href: '#/bicicletas' }];
  },
  'unregistered-docks': (said) => {
    const [, count, dock] = /^(\d+) docks, (\d+)$/.exec(said) ?? [];
    return count === undefined || dock === undefined ? reference(said) : [{ text: t('evidence.docks', { count, dock }), href: '#/bicicletas' }];
  },
  'dock-fault': (said) => [{ text: capital(faultText(said.split(' ')[0] ?? '')) }],
  'bike-low-battery': percent,
  quarantine: (said) => {
    const [count, reason] = said.split(' × ');
    return count === undefined || reason === undefined ? reference(said) : [{ text: t('evidence.quarantine', { count, reason }) }];
  },
};

/** @param mayOpen whether a screen is for who reads this: to another one nothing leads */
export function evidenceOf(alarm: Alarm, nameOf: (stationId: string) => string, mayOpen: (screen: string) => boolean): Part[] {
  const reader = READERS[alarm.kind] as Reader | undefined;
  const parts = reader ? reader(alarm.evidence ?? '', alarm, nameOf) : reference(alarm.evidence ?? '');
  return parts.map(({ text, href }) => (href !== undefined && mayOpen(href.split('/')[1] ?? '') ? { text, href } : { text }));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
