-- A code is printed on a bike when it is of the fleet, and on a dock when it is installed and was told of.
CREATE OR REPLACE FUNCTION print_dock_codes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WHILE EXISTS (SELECT FROM met m JOIN installed_dock i USING (station_id, dock)
      LEFT JOIN printed_code p USING (station_id, dock) WHERE p.code IS NULL) LOOP
    INSERT INTO printed_code (code, station_id, dock)
    SELECT drawn.code, drawn.station_id, drawn.dock FROM (
      SELECT random_code() AS code, m.station_id, m.dock
      FROM met m JOIN installed_dock i USING (station_id, dock) LEFT JOIN printed_code p USING (station_id, dock)
      WHERE p.code IS NULL) AS drawn
    ORDER BY drawn.code
    ON CONFLICT DO NOTHING;
  END LOOP;
  RETURN NULL;
END
$$;
CREATE FUNCTION print_codes_of_installed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WHILE EXISTS (SELECT FROM changed c JOIN dock d USING (station_id, dock)
      LEFT JOIN printed_code p USING (station_id, dock) WHERE p.code IS NULL) LOOP
    INSERT INTO printed_code (code, station_id, dock)
    SELECT drawn.code, drawn.station_id, drawn.dock FROM (
      SELECT random_code() AS code, c.station_id, c.dock
      FROM changed c JOIN dock d USING (station_id, dock) LEFT JOIN printed_code p USING (station_id, dock)
      WHERE p.code IS NULL) AS drawn
    ORDER BY drawn.code
    ON CONFLICT DO NOTHING;
  END LOOP;
  RETURN NULL;
END
$$;
CREATE TRIGGER installed_dock_gets_code AFTER INSERT ON installed_dock REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION print_codes_of_installed();

CREATE OR REPLACE FUNCTION print_bike_codes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WHILE EXISTS (SELECT FROM met m LEFT JOIN printed_code p USING (bike_id)
      WHERE p.code IS NULL AND m.fleet_from IS NOT NULL) LOOP
    INSERT INTO printed_code (code, bike_id)
    SELECT drawn.code, drawn.bike_id FROM (
      SELECT random_code() AS code, m.bike_id
      FROM met m LEFT JOIN printed_code p USING (bike_id) WHERE p.code IS NULL AND m.fleet_from IS NOT NULL) AS drawn
    ORDER BY drawn.code
    ON CONFLICT DO NOTHING;
  END LOOP;
  RETURN NULL;
END
$$;
-- A bike that is taken in after stations told of it.
CREATE FUNCTION print_code_of_registered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WHILE NOT EXISTS (SELECT FROM printed_code WHERE bike_id = NEW.bike_id) LOOP
    INSERT INTO printed_code (code, bike_id) VALUES (random_code(), NEW.bike_id) ON CONFLICT DO NOTHING;
  END LOOP;
  RETURN NULL;
END
$$;
CREATE TRIGGER registered_bike_gets_code AFTER UPDATE ON bike FOR EACH ROW
  WHEN (OLD.fleet_from IS NULL AND NEW.fleet_from IS NOT NULL) EXECUTE FUNCTION print_code_of_registered();
