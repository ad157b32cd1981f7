-- What trips cost, and what was charged for them: entries with two sides, only ever added to.
CREATE TABLE tariff (
  valid_from timestamptz PRIMARY KEY,
  name text NOT NULL,
  base_cop bigint NOT NULL CHECK (base_cop >= 0),
  included_s bigint NOT NULL CHECK (included_s >= 0),
  step_s bigint NOT NULL CHECK (step_s > 0),
  step_cop bigint NOT NULL CHECK (step_cop >= 0)
);
-- The pilot is free of charge; bici.fleet.trip.Tariff has the same.
INSERT INTO tariff VALUES ('1970-01-01T00:00:00Z', 'piloto', 0, 3600, 1800, 0);
CREATE TRIGGER tariff_append_only BEFORE UPDATE OR DELETE ON tariff FOR EACH ROW EXECUTE FUNCTION refuse_edit();

CREATE TYPE charge_kind AS ENUM ('ride');
CREATE TABLE charge (
  charge_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  trip_id text COLLATE "C" NOT NULL,
  kind charge_kind NOT NULL,
  -- 1 is the charge, any other a correction of what stood before it.
  revision integer NOT NULL CHECK (revision >= 1),
  rider_id text COLLATE "C" NOT NULL REFERENCES rider,
  debit text COLLATE "C" NOT NULL,
  credit text COLLATE "C" NOT NULL,
  amount_cop bigint NOT NULL CHECK (amount_cop > 0),
  made_at timestamptz NOT NULL,
  UNIQUE (trip_id, kind, revision),
  CHECK (debit <> credit),
  CHECK ('rider ' || rider_id IN (debit, credit))
);
CREATE INDEX charge_of_rider ON charge (rider_id);
CREATE TRIGGER charge_append_only BEFORE UPDATE OR DELETE ON charge FOR EACH ROW EXECUTE FUNCTION refuse_edit();

-- Both sides of every entry; what a rider owes is positive.
CREATE VIEW account_entry AS
SELECT charge_id, trip_id, kind, revision, debit AS account, amount_cop, made_at FROM charge
UNION ALL
SELECT charge_id, trip_id, kind, revision, credit, -amount_cop, made_at FROM charge;
