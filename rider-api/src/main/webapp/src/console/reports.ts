import { app } from './app.svelte';
import type { ReportAct, RiderReport } from './types';

/** The report as it stands then. Rejects with a Problem. */
export function sendAct(reportId: string, act: ReportAct, note: string, key: string): Promise<RiderReport> {
  return app.session.call<RiderReport>(`/v1/operator/reports/${encodeURIComponent(reportId)}/acts`, {
    method: 'POST',
    key,
    body: { act, ...(note.trim() ? { note: note.trim() } : {}) },
  });
}
