-- Stations, what each has told us so far, and the sessions in which it told it.
CREATE TABLE station (
  station_id text COLLATE "C" PRIMARY KEY CHECK (station_id ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$'),
  name text NOT NULL,
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  capacity integer NOT NULL CHECK (capacity BETWEEN 0 AND 500),
  retired_at timestamptz,
  created_at timestamptz NOT NULL
);

-- A station whose certificate is good but which no operator has taken in.
CREATE TABLE pending_station (
  station_id text COLLATE "C" PRIMARY KEY,
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL
);

-- One row a station, locked first by every transaction that records its facts: the order of a station's facts.
CREATE TABLE station_state (
  station_id text COLLATE "C" PRIMARY KEY REFERENCES station,
  epoch bigint NOT NULL DEFAULT 0 CHECK (epoch >= 0),
  nonce text NOT NULL DEFAULT '',
  online boolean NOT NULL DEFAULT false,
  since timestamptz NOT NULL,
  journal integer NOT NULL DEFAULT 0 CHECK (journal >= 0),
  last_sequence bigint NOT NULL DEFAULT 0 CHECK (last_sequence >= 0),
  inferred bigint NOT NULL DEFAULT 0 CHECK (inferred >= 0),
  bikes integer NOT NULL DEFAULT 0 CHECK (bikes >= 0),
  unreconciled_epoch bigint,
  config_version bigint NOT NULL DEFAULT 0,
  list_version bigint NOT NULL DEFAULT 0,
  firmware text NOT NULL DEFAULT '',
  hardware text NOT NULL DEFAULT ''
) WITH (fillfactor = 50);

-- Which sequences have come: the real dedupe. Excused are those declared lost or kept in quarantine; a fact may still
-- come for one of them.
CREATE TABLE station_journal (
  station_id text COLLATE "C" NOT NULL REFERENCES station,
  journal integer NOT NULL CHECK (journal >= 1),
  received int8multirange NOT NULL DEFAULT '{}',
  excused int8multirange NOT NULL DEFAULT '{}',
  PRIMARY KEY (station_id, journal)
) WITH (fillfactor = 50);

-- When each boot of a station began by our clock: what wrong device times are corrected with. A new memory (journal)
-- counts its boots anew.
CREATE TABLE station_boot (
  station_id text COLLATE "C" NOT NULL REFERENCES station,
  journal integer NOT NULL CHECK (journal >= 1),
  boot integer NOT NULL CHECK (boot >= 1),
  anchor_uptime_ms bigint NOT NULL,
  anchor_at timestamptz NOT NULL,
  PRIMARY KEY (station_id, journal, boot)
);

CREATE TABLE birth (
  station_id text COLLATE "C" NOT NULL REFERENCES station,
  epoch bigint NOT NULL,
  nonce text NOT NULL,
  journal integer NOT NULL,
  boot integer NOT NULL,
  as_of bigint NOT NULL CHECK (as_of >= 0),
  waiting bigint NOT NULL,
  device_time timestamptz NOT NULL,
  uptime_ms bigint NOT NULL,
  at timestamptz NOT NULL,
  arrived_at timestamptz NOT NULL,
  reconciled_at timestamptz,
  PRIMARY KEY (station_id, epoch)
);

CREATE TABLE birth_dock (
  station_id text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL,
  dock smallint NOT NULL,
  bike_id text COLLATE "C",
  lock text NOT NULL,
  fault text,
  PRIMARY KEY (station_id, epoch, dock),
  FOREIGN KEY (station_id, epoch) REFERENCES birth
);
