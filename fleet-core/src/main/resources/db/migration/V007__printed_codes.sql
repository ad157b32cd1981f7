-- Every dock and every bike has a code printed on it from the moment it is known.
CREATE TABLE printed_code (
  code text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[2-9A-HJ-NP-Z]{6}$'),
  station_id text COLLATE "C",
  dock smallint,
  bike_id text COLLATE "C",
  UNIQUE (station_id, dock),
  UNIQUE (bike_id),
  CHECK ((station_id IS NULL) = (dock IS NULL)),
  CHECK ((dock IS NULL) <> (bike_id IS NULL))
);

-- Five characters of a strong random source and one that checks them, as vocabulary.PrintedCode does.
CREATE FUNCTION random_code() RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  alphabet CONSTANT text := '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  random CONSTANT bytea := uuid_send(gen_random_uuid());
  digit integer;
  total integer := 0;
  code text := '';
BEGIN
  FOR i IN 0..4 LOOP
    digit := get_byte(random, i) % 32;
    total := total + (2 * i + 1) * digit;
    code := code || substr(alphabet, digit + 1, 1);
  END LOOP;
  RETURN code || substr(alphabet, total % 32 + 1, 1);
END
$$;

-- A code that is taken already is not given again: whoever got none tries once more.
CREATE FUNCTION print_dock_codes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  LOOP
    INSERT INTO printed_code (code, station_id, dock)
    SELECT random_code(), m.station_id, m.dock FROM met m
    WHERE NOT EXISTS (SELECT FROM printed_code p WHERE p.station_id = m.station_id AND p.dock = m.dock)
    ON CONFLICT DO NOTHING;
    EXIT WHEN NOT EXISTS (SELECT FROM met m LEFT JOIN printed_code p USING (station_id, dock) WHERE p.code IS NULL);
  END LOOP;
  RETURN NULL;
END
$$;
CREATE FUNCTION print_bike_codes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  LOOP
    INSERT INTO printed_code (code, bike_id)
    SELECT random_code(), m.bike_id FROM met m
    WHERE NOT EXISTS (SELECT FROM printed_code p WHERE p.bike_id = m.bike_id)
    ON CONFLICT DO NOTHING;
    EXIT WHEN NOT EXISTS (SELECT FROM met m LEFT JOIN printed_code p USING (bike_id) WHERE p.code IS NULL);
  END LOOP;
  RETURN NULL;
END
$$;
CREATE TRIGGER dock_gets_code AFTER INSERT ON dock REFERENCING NEW TABLE AS met
  FOR EACH STATEMENT EXECUTE FUNCTION print_dock_codes();
CREATE TRIGGER bike_gets_code AFTER INSERT ON bike REFERENCING NEW TABLE AS met
  FOR EACH STATEMENT EXECUTE FUNCTION print_bike_codes();

-- Those that are known already.
DO $$
BEGIN
  LOOP
    INSERT INTO printed_code (code, station_id, dock)
    SELECT random_code(), d.station_id, d.dock FROM dock d LEFT JOIN printed_code p USING (station_id, dock)
    WHERE p.code IS NULL ON CONFLICT DO NOTHING;
    INSERT INTO printed_code (code, bike_id)
    SELECT random_code(), b.bike_id FROM bike b LEFT JOIN printed_code p USING (bike_id) WHERE p.code IS NULL
    ON CONFLICT DO NOTHING;
    EXIT WHEN NOT EXISTS (SELECT FROM dock d LEFT JOIN printed_code p USING (station_id, dock) WHERE p.code IS NULL)
      AND NOT EXISTS (SELECT FROM bike b LEFT JOIN printed_code p USING (bike_id) WHERE p.code IS NULL);
  END LOOP;
END
$$;
