// Everything people read as a number, a time or an amount; no line ends between a number and its unit. Pure; the city's clock
// is America/Bogota wherever the phone is.

import type { ServerTime } from './clock.svelte';

export type Language = 'es' | 'en';

export const ZONE = 'America/Bogota';
const LOCALE: Record<Language, string> = { es: 'es-CO', en: 'en-GB' };

/** Between a number and its unit, and wherever else a line must not break. */
const NB = '\u00a0';

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function cached<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  const known = formats.get(key) as T | undefined;
  if (known) {
    return known;
  }
  const made = make();
  formats.set(key, made);
  return made;
}

/** 07:05 in Bogota. */
export function time(instant: string | number, language: Language): string {
  const format = cached(`time-${language}`, () =>
    new Intl.DateTimeFormat(LOCALE[language], { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  );
  return format.format(new Date(instant));
}

/** 22 nov, 07:05. */
export function dayAndTime(instant: string | number, language: Language): string {
  const format = cached(`day-${language}`, () =>
    new Intl.DateTimeFormat(LOCALE[language], { timeZone: ZONE, day: 'numeric', month: 'short' }),
  );
  return `${format.format(new Date(instant))}, ${time(instant, language)}`;
}

/** 05:09 or 1:05:09: a clock that runs. */
export function stopwatch(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const pad = (n: number): string => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${pad(m)}:${pad(s)}`;
}

/** 45 s, 12 min, 1 h 5 min: whole minutes that have passed, here and in receipts. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) {
    return `${whole}${NB}s`;
  }
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) {
    return `${minutes}${NB}min`;
  }
  if (minutes < 48 * 60) {
    return [Math.floor(minutes / 60), 'h', minutes % 60, 'min'].join(NB);
  }
  return `${Math.floor(minutes / 1440)}${NB}d`;
}

/** How old something is, coarse enough not to flicker and never nothing: 5 s, 20 s, 3 min. */
export function age(instant: string | number, now: ServerTime): string {
  const seconds = Math.max(0, (now - new Date(instant).getTime()) / 1000);
  return seconds < 60 ? `${Math.max(5, Math.floor(seconds / 5) * 5)}${NB}s` : duration(Math.floor(seconds));
}

/** 640 kB, 12,4 MB. */
export function bytes(count: number, language: Language): string {
  const unit = Math.min(4, Math.max(0, Math.floor(Math.log10(Math.max(1, count)) / 3)));
  const format = cached(`size-${language}`, () => new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: 1 }));
  return `${format.format(count / 1000 ** unit)}${NB}${['B', 'kB', 'MB', 'GB', 'TB'][unit]}`;
}

/** 350 m, 1,2 km. */
export function distance(metres: number, language: Language): string {
  if (metres < 995) {
    return `${Math.max(10, Math.round(metres / 10) * 10)}${NB}m`;
  }
  const format = cached(`km-${language}`, () =>
    new Intl.NumberFormat(LOCALE[language], { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  );
  return `${format.format(metres / 1000)}${NB}km`;
}

/** Whole Colombian pesos: $ 2.900. */
export function pesos(amountCop: number, language: Language): string {
  const format = cached(`cop-${language}`, () => new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: 0 }));
  return `$${NB}${format.format(amountCop)}`;
}

/** Metres between two points, on a sphere. */
export function metresBetween(a: [lat: number, lon: number], b: [lat: number, lon: number]): number {
  const rad = Math.PI / 180;
  const x = (b[1] - a[1]) * rad * Math.cos(((a[0] + b[0]) / 2) * rad);
  const y = (b[0] - a[0]) * rad;
  return Math.hypot(x, y) * 6_371_000;
}
