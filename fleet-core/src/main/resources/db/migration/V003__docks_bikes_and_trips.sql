-- What is derived from facts: one row a dock and a bike, trips open and finished.
CREATE TYPE lock_position AS ENUM ('locked', 'unlocked', 'jammed');
CREATE TYPE bike_place AS ENUM ('dock', 'trip', 'truck', 'workshop', 'missing');
CREATE TYPE open_trip_state AS ENUM ('riding', 'end-unknown');

CREATE TABLE dock (
  station_id text COLLATE "C" NOT NULL REFERENCES station,
  dock smallint NOT NULL CHECK (dock BETWEEN 1 AND 500),
  bike_id text COLLATE "C",
  lock lock_position NOT NULL,
  fault text,
  -- The fact this state is after: a late one never overwrites a newer.
  journal integer NOT NULL,
  sequence bigint NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (station_id, dock)
) WITH (fillfactor = 70);

CREATE TABLE bike (
  bike_id text COLLATE "C" PRIMARY KEY CHECK (bike_id ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$'),
  place bike_place NOT NULL,
  station_id text COLLATE "C",
  dock smallint,
  trip_id text COLLATE "C",
  since timestamptz,
  -- The last fact of the bike's history.
  last_fact text COLLATE "C",
  last_at timestamptz,
  -- Some fact of this bike does not stand at its raw device time.
  disordered boolean NOT NULL DEFAULT false,
  CHECK ((place = 'dock') = (station_id IS NOT NULL)),
  CHECK ((place = 'dock') = (dock IS NOT NULL)),
  CHECK ((place = 'trip') = (trip_id IS NOT NULL)),
  -- Deferred, since one statement moves many bikes.
  CONSTRAINT one_bike_a_dock UNIQUE (station_id, dock) DEFERRABLE INITIALLY DEFERRED
) WITH (fillfactor = 50);

CREATE TABLE open_trip (
  trip_id text COLLATE "C" PRIMARY KEY,
  bike_id text COLLATE "C" NOT NULL REFERENCES bike,
  state open_trip_state NOT NULL,
  started_at timestamptz NOT NULL,
  start_station_id text COLLATE "C" NOT NULL,
  start_dock smallint NOT NULL,
  cause cause_kind NOT NULL,
  cause_id text COLLATE "C",
  flag text
);
CREATE UNIQUE INDEX one_open_trip_a_bike ON open_trip (bike_id) WHERE state = 'riding';

CREATE TABLE trip (
  trip_id text COLLATE "C" NOT NULL,
  bike_id text COLLATE "C" NOT NULL,
  started_at timestamptz NOT NULL,
  start_station_id text COLLATE "C" NOT NULL,
  start_dock smallint NOT NULL,
  ended_at timestamptz NOT NULL,
  end_station_id text COLLATE "C" NOT NULL,
  end_dock smallint NOT NULL,
  end_fact text COLLATE "C" NOT NULL,
  cause cause_kind NOT NULL,
  cause_id text COLLATE "C",
  flag text,
  CHECK (ended_at >= started_at)
);
SELECT create_hypertable('trip', by_range('started_at', INTERVAL '30 days'), create_default_indexes => false);
CREATE UNIQUE INDEX trip_identity ON trip (started_at, trip_id);

-- A trip that was finished and came out otherwise when a late fact arrived.
CREATE TABLE trip_correction (
  correction_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  trip_id text COLLATE "C" NOT NULL,
  recorded_at timestamptz NOT NULL,
  was_end_fact text COLLATE "C" NOT NULL,
  was_ended_at timestamptz NOT NULL,
  -- NULL: no longer ended.
  now_end_fact text COLLATE "C",
  now_ended_at timestamptz,
  CHECK ((now_end_fact IS NULL) = (now_ended_at IS NULL))
);

-- Bikes at rest in a station after each fact that changed their number.
CREATE TABLE availability (
  station_id text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  journal integer NOT NULL,
  sequence bigint NOT NULL,
  bikes integer NOT NULL CHECK (bikes >= 0)
);
SELECT create_hypertable('availability', by_range('at', INTERVAL '30 days'), create_default_indexes => false);
CREATE UNIQUE INDEX availability_identity ON availability (station_id, at, journal, sequence);
