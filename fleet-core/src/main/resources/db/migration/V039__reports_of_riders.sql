-- What riders say is wrong, and what staff did about it. A report is of its rider; what was done is never edited.
CREATE TYPE report_kind AS ENUM ('bike-damaged', 'bike-stuck', 'not-docking', 'lost', 'accident', 'station-damaged', 'other');
CREATE TYPE report_state AS ENUM ('open', 'taken', 'confirmed', 'unfounded');
CREATE TYPE report_act AS ENUM ('take', 'confirm', 'dismiss');

CREATE TABLE rider_report (
  report_id text COLLATE "C" PRIMARY KEY CHECK (report_id ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$'),
  rider_id text COLLATE "C" NOT NULL REFERENCES rider,
  idempotency_key text COLLATE "C" NOT NULL,
  kind report_kind NOT NULL,
  station_id text COLLATE "C" REFERENCES station,
  dock smallint CHECK (dock BETWEEN 1 AND 500),
  bike_id text COLLATE "C",
  trip_id text COLLATE "C",
  -- The rider's own words: personal data may be in them.
  said text NOT NULL CHECK (length(said) <= 1000),
  made_at timestamptz NOT NULL,
  state report_state NOT NULL,
  -- Since when it stands so.
  since timestamptz NOT NULL CHECK (since >= made_at),
  UNIQUE (rider_id, idempotency_key),
  CHECK (dock IS NULL OR station_id IS NOT NULL),
  CHECK (kind <> 'other' OR btrim(said) <> '')
) WITH (fillfactor = 80);
CREATE INDEX rider_report_of_rider ON rider_report (rider_id, made_at DESC, report_id DESC);
CREATE INDEX rider_report_newest ON rider_report (made_at DESC, report_id DESC);
CREATE INDEX rider_report_waiting ON rider_report (made_at DESC, report_id DESC) WHERE state IN ('open', 'taken');

CREATE TABLE rider_report_act (
  act_number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  report_id text COLLATE "C" NOT NULL REFERENCES rider_report,
  act report_act NOT NULL,
  staff_id text COLLATE "C" NOT NULL REFERENCES staff,
  idempotency_key text COLLATE "C" NOT NULL,
  note text NOT NULL CHECK (length(note) <= 500),
  done_at timestamptz NOT NULL,
  UNIQUE (staff_id, idempotency_key),
  CHECK (act = 'take' OR btrim(note) <> '')
);
CREATE INDEX rider_report_act_of_report ON rider_report_act (report_id, act_number DESC);
CREATE TRIGGER rider_report_act_append_only BEFORE UPDATE OR DELETE ON rider_report_act
  FOR EACH ROW EXECUTE FUNCTION refuse_edit();
