-- What a station was called and where it stood at each time: trips are exported with what was true of their time.
-- What a station may be called and where it may stand; bici.fleet.operations.StationRules says the same. NULL: nothing is wrong.
CREATE FUNCTION station_fault(name text, latitude double precision, longitude double precision) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN name ~ '[\u0001-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]' THEN 'name-with-control-characters'
    WHEN name !~ '[^ \u00a0\u1680\u2000-\u200d\u202f\u205f-\u2064\u3000\ufeff]' THEN 'name-blank'
    WHEN char_length(name) > 100 THEN 'name-too-long'
    WHEN (latitude IS NULL) <> (longitude IS NULL) OR latitude NOT BETWEEN -90 AND 90 OR longitude NOT BETWEEN -180 AND 180
      OR (latitude = 0 AND longitude = 0) THEN 'position-impossible'
  END
$$;
-- NOT VALID: a row that is wrong already stays, is left out of what is published, and raises an alarm until it is mended.
ALTER TABLE station ADD CONSTRAINT station_is_in_order
  CHECK (retired_at IS NOT NULL OR station_fault(name, latitude, longitude) IS NULL) NOT VALID;
CREATE INDEX station_at_fault ON station (station_id)
  WHERE retired_at IS NULL AND station_fault(name, latitude, longitude) IS NOT NULL;

-- Riders change between bus and bike here.
ALTER TABLE station ADD COLUMN transfer boolean NOT NULL DEFAULT false;

CREATE TABLE station_version (
  version_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  station_id text COLLATE "C" NOT NULL REFERENCES station,
  -- Until the next one's; the first is valid since ever, since a journal may tell of a time before the station was taken in.
  valid_from timestamptz NOT NULL,
  name text NOT NULL,
  latitude double precision,
  longitude double precision,
  capacity integer NOT NULL,
  transfer boolean NOT NULL,
  retired boolean NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX station_version_in_order ON station_version (station_id, valid_from, version_id);
CREATE TRIGGER station_version_append_only BEFORE UPDATE OR DELETE ON station_version
  FOR EACH ROW EXECUTE FUNCTION refuse_edit();

-- By whatever door a station changes. A change is valid from the time that the transaction names (bici.valid_from), else
-- from now, and never before the one that it follows.
CREATE FUNCTION keep_station_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  since timestamptz := '-infinity';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    since := greatest(
      coalesce(nullif(current_setting('bici.valid_from', true), '')::timestamptz, now()),
      (SELECT max(valid_from) FROM station_version WHERE station_id = NEW.station_id));
  END IF;
  INSERT INTO station_version (station_id, valid_from, name, latitude, longitude, capacity, transfer, retired)
  VALUES (NEW.station_id, since, NEW.name, NEW.latitude, NEW.longitude, NEW.capacity, NEW.transfer,
    NEW.retired_at IS NOT NULL);
  RETURN NULL;
END
$$;
CREATE TRIGGER station_begins AFTER INSERT ON station FOR EACH ROW EXECUTE FUNCTION keep_station_version();
CREATE TRIGGER station_changes AFTER UPDATE ON station FOR EACH ROW
  WHEN ((OLD.name, OLD.latitude, OLD.longitude, OLD.capacity, OLD.transfer, OLD.retired_at IS NULL)
    IS DISTINCT FROM (NEW.name, NEW.latitude, NEW.longitude, NEW.capacity, NEW.transfer, NEW.retired_at IS NULL))
  EXECUTE FUNCTION keep_station_version();

-- What was known before there were versions is valid since ever.
INSERT INTO station_version (station_id, valid_from, name, latitude, longitude, capacity, transfer, retired)
SELECT station_id, '-infinity', name, latitude, longitude, capacity, transfer, retired_at IS NOT NULL FROM station;
