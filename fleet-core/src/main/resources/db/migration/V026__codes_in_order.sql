-- Codes are printed in their order: two writers that meet docks at a time and draw the same codes would else each wait
-- for the other. Most batches meet nothing new, and end here.
CREATE OR REPLACE FUNCTION print_dock_codes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WHILE EXISTS (SELECT FROM met m LEFT JOIN printed_code p USING (station_id, dock) WHERE p.code IS NULL) LOOP
    INSERT INTO printed_code (code, station_id, dock)
    SELECT drawn.code, drawn.station_id, drawn.dock FROM (
      SELECT random_code() AS code, m.station_id, m.dock
      FROM met m LEFT JOIN printed_code p USING (station_id, dock) WHERE p.code IS NULL) AS drawn
    ORDER BY drawn.code
    ON CONFLICT DO NOTHING;
  END LOOP;
  RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION print_bike_codes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WHILE EXISTS (SELECT FROM met m LEFT JOIN printed_code p USING (bike_id) WHERE p.code IS NULL) LOOP
    INSERT INTO printed_code (code, bike_id)
    SELECT drawn.code, drawn.bike_id FROM (
      SELECT random_code() AS code, m.bike_id
      FROM met m LEFT JOIN printed_code p USING (bike_id) WHERE p.code IS NULL) AS drawn
    ORDER BY drawn.code
    ON CONFLICT DO NOTHING;
  END LOOP;
  RETURN NULL;
END
$$;
