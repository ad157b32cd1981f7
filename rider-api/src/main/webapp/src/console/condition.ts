import type { ServerTime } from '../shared/clock.svelte';
import { bytes, dayAndTime, duration } from '../shared/format';
import { language } from '../shared/text.svelte';
import { t } from './text';
import type { StationCondition } from './types';

type Reading = StationCondition['readings'][number];

/** What the station says that it is; of one that has never spoken nobody knows. */
export function equipmentText({ firmware, hardware }: Pick<StationCondition, 'firmware' | 'hardware'>): string {
  return [firmware, hardware].filter(Boolean).join(' · ') || t('condition.unsaid');
}

/** A reading in words. What counts on while the station is heard does so here; of one that is not heard, nobody knows. */
export function readingText({ name, value, at }: Reading, online: boolean, now: ServerTime): string {
  if (name === 'uptimeSeconds') {
    return online
      ? duration(value + Math.max(0, (now - Date.parse(at)) / 1000))
      : t('condition.lastHeard', { value: duration(value), time: dayAndTime(at, language()) });
  }
  if (name.endsWith('Bytes')) {
    return bytes(value, language());
  }
  if (name === 'doorOpen') {
    return t(value === 1 ? 'condition.open' : 'condition.shut');
  }
  return name === 'mainsOn' ? t(value === 1 ? 'condition.yes' : 'condition.no') : String(Math.round(value * 10) / 10);
}
