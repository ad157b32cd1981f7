-- The bikes of the fleet, as somebody has said, not as stations tell: NULL stands for a bike that only stations tell of.
-- From fleet_from on its removals are trips; since ever is since its first fact. retired_at: taken out for good, or never to
-- be taken in.
ALTER TABLE bike ADD COLUMN fleet_from timestamptz, ADD COLUMN retired_at timestamptz;

CREATE TABLE bike_registration (
  registration_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  bike_id text COLLATE "C" NOT NULL,
  -- NULL: never in.
  valid_from timestamptz,
  -- NULL: not out.
  retired_at timestamptz,
  CHECK (valid_from IS NOT NULL OR retired_at IS NOT NULL),
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX bike_registration_in_order ON bike_registration (bike_id, registration_id);
CREATE TRIGGER bike_registration_append_only BEFORE UPDATE OR DELETE ON bike_registration
  FOR EACH ROW EXECUTE FUNCTION refuse_edit();

-- By whatever door a registration comes or changes. Facts change neither column: each costs one comparison.
CREATE FUNCTION keep_bike_registration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO bike_registration (bike_id, valid_from, retired_at) VALUES (NEW.bike_id, NEW.fleet_from, NEW.retired_at);
  RETURN NULL;
END
$$;
CREATE TRIGGER bike_is_registered AFTER INSERT ON bike FOR EACH ROW
  WHEN (NEW.fleet_from IS NOT NULL) EXECUTE FUNCTION keep_bike_registration();
CREATE TRIGGER bike_is_registered_otherwise AFTER UPDATE ON bike FOR EACH ROW
  WHEN ((OLD.fleet_from, OLD.retired_at) IS DISTINCT FROM (NEW.fleet_from, NEW.retired_at))
  EXECUTE FUNCTION keep_bike_registration();

-- Those of which only stations tell, by the station that told last: few rows, found without the rest.
CREATE INDEX bike_unregistered ON bike (split_part(last_fact, '.', 1) COLLATE "C", last_at, bike_id)
  WHERE fleet_from IS NULL AND retired_at IS NULL AND last_fact IS NOT NULL;

-- Every bike that is known when there comes to be a register is of the fleet.
UPDATE bike SET fleet_from = '-infinity';
