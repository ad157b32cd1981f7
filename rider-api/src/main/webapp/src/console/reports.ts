import type { Problem } from '../shared/problem';
import { app } from './app.svelte';
import { t } from './text';
import type { ReportAct, RiderReport } from './types';

/** The report as it stands then. Rejects with a Problem. */
export function sendAct(reportId: string, act: ReportAct, note: string, key: string): Promise<RiderReport> {
  return app.session.call<RiderReport>(`/v1/operator/reports/${encodeURIComponent(reportId)}/acts`, {
    method: 'POST',
    key,
    body: { act, ...(note.trim() ? { note: note.trim() } : {}) },
  });
}

/** Why it was not done, in the reader's words. */
export function explainAct(problem: Problem): string {
  if (problem.word === 'report-state') {
    return t('report.act.changed');
  }
  return t('report.act.failed', { why: problem.status === 0 ? t('report.act.network') : problem.detail || problem.title || t('stream.lost') });
}
