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

export interface StationDetail extends Station {
  docks: Dock[];
}

export type Order = 'lock-out' | 'release' | 'service-in' | 'service-out' | 'identify' | 'reboot';

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
  evidence?: string;
}

export interface Bike {
  bikeId: string;
  place: 'dock' | 'trip' | 'truck' | 'missing';
  stationId?: string;
  dock?: number;
  since?: string;
}

export interface BikeDetail extends Bike {
  code?: string;
  trips: BikeTrip[];
}

export interface BikeTrip {
  tripId: string;
  startedAt: string;
  startStationId: string;
  endedAt?: string;
  endStationId?: string;
  state: 'riding' | 'end-unknown' | 'ended' | 'corrected-away';
  contested?: boolean;
}

export type RulingKind = 'forced-return' | 'revert' | 'uphold' | 'missing';

export interface NewRuling {
  kind: RulingKind;
  tripId?: string;
  bikeId?: string;
  at?: string;
  reason: string;
}
