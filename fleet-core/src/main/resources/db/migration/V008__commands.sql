-- Commands to stations: riders' unlocks and staff's orders. The row is the outbox.
CREATE TYPE command_kind AS ENUM ('unlock', 'lock-out', 'release', 'service-in', 'service-out', 'identify', 'reboot');
CREATE TYPE command_state AS ENUM ('queued', 'sent', 'unknown', 'done', 'not-taken', 'refused', 'expired', 'cancelled',
  'station-offline');

CREATE TABLE command (
  command_id text COLLATE "C" PRIMARY KEY CHECK (command_id ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$'),
  kind command_kind NOT NULL,
  station_id text COLLATE "C" NOT NULL REFERENCES station,
  dock smallint,
  bike_id text COLLATE "C",
  rider_id text COLLATE "C" REFERENCES rider,
  staff_id text COLLATE "C" REFERENCES staff,
  idempotency_key text COLLATE "C" NOT NULL,
  note text NOT NULL DEFAULT '',
  -- Of the station's connection when it was asked for; no other obeys.
  epoch bigint NOT NULL,
  state command_state NOT NULL,
  refusal text,
  requested_at timestamptz NOT NULL,
  deadline timestamptz NOT NULL,
  sent_at timestamptz,
  replied_at timestamptz,
  reply text,
  ended_at timestamptz,
  -- From then on bike, dock and rider are free for another unlock.
  released_at timestamptz,
  trip_id text COLLATE "C",
  UNIQUE (staff_id, idempotency_key),
  UNIQUE (rider_id, idempotency_key),
  CHECK ((rider_id IS NULL) <> (staff_id IS NULL)),
  CHECK ((kind = 'unlock') = (rider_id IS NOT NULL)),
  CHECK (kind <> 'unlock' OR (dock IS NOT NULL AND bike_id IS NOT NULL)),
  CHECK (deadline > requested_at),
  CHECK ((state IN ('queued', 'sent', 'unknown')) = (ended_at IS NULL)),
  CHECK ((state = 'refused') = (refusal IS NOT NULL)),
  CHECK (state NOT IN ('sent', 'unknown') OR sent_at IS NOT NULL),
  CHECK (ended_at IS NULL OR released_at IS NOT NULL),
  CHECK (trip_id IS NULL OR state = 'done')
) WITH (fillfactor = 60);
CREATE UNIQUE INDEX one_unlock_a_bike ON command (bike_id) WHERE kind = 'unlock' AND released_at IS NULL;
CREATE UNIQUE INDEX one_unlock_a_dock ON command (station_id, dock) WHERE kind = 'unlock' AND released_at IS NULL;
CREATE UNIQUE INDEX one_unlock_a_rider ON command (rider_id) WHERE kind = 'unlock' AND released_at IS NULL;
CREATE INDEX command_undecided ON command (station_id) WHERE ended_at IS NULL;
CREATE INDEX command_newest ON command (requested_at DESC, command_id DESC);
CREATE INDEX command_of_station ON command (station_id, requested_at DESC, command_id DESC);

-- Exactly one end.
CREATE FUNCTION refuse_second_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'command % has ended % and cannot become %', OLD.command_id, OLD.state, NEW.state
    USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER command_ends_once BEFORE UPDATE ON command FOR EACH ROW
  WHEN (OLD.ended_at IS NOT NULL AND (NEW.state <> OLD.state OR NEW.ended_at <> OLD.ended_at))
  EXECUTE FUNCTION refuse_second_end();

-- What a rider asked, and the answer that the same key gets again.
CREATE TABLE unlock_request (
  rider_id text COLLATE "C" NOT NULL REFERENCES rider,
  idempotency_key text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  requested_at timestamptz NOT NULL,
  command_id text COLLATE "C" UNIQUE REFERENCES command,
  refusal text,
  PRIMARY KEY (rider_id, idempotency_key),
  CHECK ((command_id IS NULL) <> (refusal IS NULL))
);
CREATE INDEX unlock_request_of_rider ON unlock_request (rider_id, requested_at DESC);

-- What an operator has taken from riders: a dock, or with dock 0 the whole station.
CREATE TABLE withdrawal (
  station_id text COLLATE "C" NOT NULL REFERENCES station,
  dock smallint NOT NULL CHECK (dock BETWEEN 0 AND 500),
  since timestamptz NOT NULL,
  staff_id text COLLATE "C" NOT NULL REFERENCES staff,
  note text NOT NULL,
  PRIMARY KEY (station_id, dock)
);
CREATE TABLE bike_withdrawal (
  bike_id text COLLATE "C" PRIMARY KEY REFERENCES bike,
  since timestamptz NOT NULL,
  staff_id text COLLATE "C" NOT NULL REFERENCES staff,
  note text NOT NULL
);
