-- What the control room decided about trips and bikes: recorded beside the facts, taken in by the fold, never edited.
CREATE TYPE ruling_kind AS ENUM ('forced-return', 'revert', 'uphold', 'missing');
CREATE TABLE ruling (
  ruling_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind ruling_kind NOT NULL,
  bike_id text COLLATE "C" NOT NULL,
  trip_id text COLLATE "C",
  -- When the trip was over, or since when nobody knows where the bike is.
  ruled_at timestamptz,
  staff_id text COLLATE "C" NOT NULL REFERENCES staff,
  idempotency_key text COLLATE "C" NOT NULL,
  reason text NOT NULL CHECK (length(btrim(reason)) BETWEEN 3 AND 500),
  made_at timestamptz NOT NULL,
  UNIQUE (staff_id, idempotency_key),
  CHECK ((kind = 'missing') = (trip_id IS NULL)),
  CHECK ((kind IN ('forced-return', 'missing')) = (ruled_at IS NOT NULL))
);
CREATE INDEX ruling_of_bike ON ruling (bike_id);
CREATE INDEX ruling_of_trip ON ruling (trip_id, ruling_id DESC) WHERE trip_id IS NOT NULL;
CREATE TRIGGER ruling_append_only BEFORE UPDATE OR DELETE ON ruling FOR EACH ROW EXECUTE FUNCTION refuse_edit();

ALTER TYPE open_trip_state ADD VALUE 'corrected-away';
