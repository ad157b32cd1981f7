-- What stations are told beside commands of the moment, and what they answer.
ALTER TYPE command_kind ADD VALUE 'diagnostics';

-- An order told again to a station that came back without having heard it: which one.
ALTER TABLE command ADD COLUMN repeats text COLLATE "C" REFERENCES command;
ALTER TABLE command ADD CHECK (repeats IS NULL OR staff_id IS NOT NULL);
CREATE INDEX command_of_desired_state ON command (station_id, dock, requested_at DESC)
  WHERE kind IN ('lock-out', 'release', 'service-in', 'service-out');

-- The settings that an operator wants a station to run on, and those it says it runs on.
CREATE TABLE station_config (
  station_id text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL CHECK (version >= 1),
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  settings jsonb NOT NULL,
  set_at timestamptz NOT NULL,
  staff_id text COLLATE "C" NOT NULL REFERENCES staff,
  reported_version bigint,
  reported_hash text,
  refused text,
  reported_at timestamptz
);

CREATE TABLE diagnostics_part (
  command_id text COLLATE "C" NOT NULL,
  part integer NOT NULL CHECK (part >= 1),
  parts integer NOT NULL CHECK (parts BETWEEN part AND 10000),
  text text NOT NULL,
  arrived_at timestamptz NOT NULL,
  PRIMARY KEY (command_id, part)
);
