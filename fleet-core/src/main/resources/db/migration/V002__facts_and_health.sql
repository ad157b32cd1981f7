-- What stations reported, as they reported it. Nothing here is ever edited.
CREATE TYPE fact_kind AS ENUM ('bike-removed', 'bike-docked', 'lock-opened-not-taken', 'lock-failed', 'dock-fault',
  'dock-cleared', 'tamper', 'door', 'power', 'button', 'bike-battery', 'lost');
CREATE TYPE cause_kind AS ENUM ('command', 'card', 'crew', 'nobody');
CREATE TYPE clock_quality AS ENUM ('synced', 'held', 'unset');
-- device: the raw time agrees with ours; unverified: nothing to compare it with; corrected: by uptime; estimated: by arrival.
CREATE TYPE time_quality AS ENUM ('device', 'unverified', 'corrected', 'estimated');

CREATE TABLE fact (
  station_id text COLLATE "C" NOT NULL,
  journal integer NOT NULL CHECK (journal >= 0),
  sequence bigint NOT NULL CHECK (sequence >= 1),
  device_time timestamptz NOT NULL,
  at timestamptz NOT NULL,
  time_quality time_quality NOT NULL,
  skew_ms bigint,
  arrived_at timestamptz NOT NULL,
  uptime_ms bigint NOT NULL,
  boot integer NOT NULL,
  clock clock_quality NOT NULL,
  offline boolean NOT NULL,
  kind fact_kind NOT NULL,
  dock smallint,
  bike_id text COLLATE "C",
  cause cause_kind,
  cause_id text COLLATE "C",
  list_version bigint,
  proof text,
  code text,
  value bigint,
  value_to bigint,
  -- Why a removal needs a look: unauthorised, proof-failed.
  flag text,
  -- Epoch of the birth whose inventory an inferred fact (journal 0) rests on.
  evidence_epoch bigint,
  CHECK ((journal = 0) = (evidence_epoch IS NOT NULL))
);
SELECT create_hypertable('fact', by_range('device_time', INTERVAL '7 days'), create_default_indexes => false);
CREATE UNIQUE INDEX fact_identity ON fact (station_id, journal, sequence, device_time);
CREATE INDEX fact_of_bike ON fact (bike_id, device_time) WHERE bike_id IS NOT NULL;

CREATE TABLE quarantine (
  quarantine_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  station_id text COLLATE "C" NOT NULL,
  journal integer,
  sequence bigint,
  arrived_at timestamptz NOT NULL,
  reason text NOT NULL,
  detail text NOT NULL,
  payload bytea NOT NULL
);
CREATE INDEX quarantine_of_fact ON quarantine (station_id, journal, sequence) WHERE sequence IS NOT NULL;

CREATE TABLE health (
  station_id text COLLATE "C" NOT NULL,
  arrived_at timestamptz NOT NULL,
  device_time timestamptz NOT NULL,
  name text COLLATE "C" NOT NULL,
  value double precision NOT NULL
);
SELECT create_hypertable('health', by_range('arrived_at', INTERVAL '1 day'), create_default_indexes => false);
CREATE INDEX health_of_station ON health (station_id, name, arrived_at DESC);

CREATE TABLE presence (
  station_id text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  online boolean NOT NULL,
  epoch bigint NOT NULL,
  why text NOT NULL
);
SELECT create_hypertable('presence', by_range('at', INTERVAL '30 days'), create_default_indexes => false);
CREATE INDEX presence_of_station ON presence (station_id, at DESC);
