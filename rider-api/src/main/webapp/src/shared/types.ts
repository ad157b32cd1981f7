// What the server answers, as the contracts in src/main/resources/openapi/ say it.

export interface Tokens {
  accessToken: string;
  expiresInSeconds: number;
  role: string;
}

export interface Me {
  riderId: string;
  phone: string;
  consent: { policyVersion: string; givenAt: string } | null;
  policy: { version: string; url: string };
}

/** A station as riders see it. Counts of an off-line station are 0: nothing is claimed. */
export interface Station {
  stationId: string;
  name: string;
  latitude?: number;
  longitude?: number;
  distanceM?: number;
  capacity: number;
  bikesAvailable: number;
  docksAvailable: number;
  online: boolean;
  inService: boolean;
  lastReported?: string;
}

export interface StationList {
  stations: Station[];
  generatedAt: string;
}

export type DockState = 'bike' | 'free' | 'unknown' | 'out-of-service';

export interface StationDetail extends Station {
  docks: { dock: number; state: DockState }[];
}

export type UnlockState =
  | 'queued'
  | 'sent'
  | 'unknown'
  | 'done'
  | 'not-taken'
  | 'refused'
  | 'expired'
  | 'cancelled'
  | 'station-offline';

export interface Unlock {
  unlockId: string;
  state: UnlockState;
  refusal?: string;
  requestedAt?: string;
  deadline?: string;
  tripId?: string;
  trip?: Trip;
}

export interface StationName {
  stationId: string;
  name: string;
}

export interface Trip {
  tripId: string;
  bikeId: string;
  state: 'riding' | 'ended' | 'end-unknown' | 'corrected-away';
  remark?: 'contested' | 'repaired' | 'false-start' | 'returned' | 'taken-away';
  corrected?: boolean;
  startedAt: string;
  startStation: StationName;
  endedAt?: string;
  endStation?: StationName;
  durationSeconds?: number;
}

export interface TripPage {
  trips: Trip[];
  next?: string;
}

export interface Receipt extends Trip {
  lines: { text: string; amountCop: number }[];
  totalCop: number;
}
