// What the operators' side answers, as operator.yaml says it.

export interface Station {
  stationId: string;
  name: string;
  latitude?: number;
  longitude?: number;
  capacity: number;
  bikesAvailable: number;
  bikesDisabled: number;
  docksAvailable: number;
  docksDisabled: number;
  online: boolean;
  inService: boolean;
  lastReported?: string;
}

export interface Dock {
  dock: number;
  bikeId?: string;
  lock: string;
  fault?: string;
  lockedOut: boolean;
  code?: string;
  since?: string;
}

/** How a station is, beside its docks. */
export interface StationCondition {
  firmware: string;
  hardware: string;
  clockSkewMs?: number;
  clockMeasuredAt?: string;
  readings: { name: string; value: number; at: string }[];
  inferred: { at: string; kind: 'bike-removed' | 'bike-docked'; dock: number; bikeId?: string; evidenceEpoch: number }[];
  config?: { version: number; hash: string; settings: Record<string, string>; adopted: boolean; refused?: string };
}

export interface StationDetail extends Station {
  docks: Dock[];
  condition?: StationCondition;
}

export type Order = 'lock-out' | 'release' | 'service-in' | 'service-out' | 'identify' | 'reboot' | 'diagnostics';

export type CommandState =
  | 'queued'
  | 'sent'
  | 'unknown'
  | 'done'
  | 'not-taken'
  | 'refused'
  | 'expired'
  | 'cancelled'
  | 'station-offline';

export interface Command {
  commandId: string;
  stationId: string;
  dock?: number;
  order: Order;
  state: CommandState;
  reason?: string;
  note?: string;
  requestedAt: string;
  endedAt?: string;
}

export interface Alarm {
  alarmId: string;
  kind: string;
  severity: 'high' | 'medium' | 'low';
  stationId?: string;
  dock?: number;
  bikeId?: string;
  since: string;
  text: string;
  todo: string;
  evidence?: string;
}

export interface Bike {
  bikeId: string;
  place: 'dock' | 'trip' | 'truck' | 'missing';
  inService?: boolean;
  stationId?: string;
  dock?: number;
  since?: string;
}

export interface BikeDetail extends Bike {
  code?: string;
  trips: { tripId: string; startedAt: string; startStationId: string; endedAt?: string; endStationId?: string }[];
}
