-- Stations that told last of some bike that only stations tell of: one step of the index each, however many bikes there are.
CREATE VIEW unregistered_teller AS
WITH RECURSIVE teller AS (
  (SELECT split_part(last_fact, '.', 1) COLLATE "C" AS station_id FROM bike
   WHERE fleet_from IS NULL AND retired_at IS NULL AND last_fact IS NOT NULL
   ORDER BY split_part(last_fact, '.', 1) COLLATE "C" LIMIT 1)
  UNION ALL
  SELECT (SELECT split_part(b.last_fact, '.', 1) COLLATE "C" FROM bike b
    WHERE b.fleet_from IS NULL AND b.retired_at IS NULL AND b.last_fact IS NOT NULL
      AND split_part(b.last_fact, '.', 1) COLLATE "C" > t.station_id
    ORDER BY split_part(b.last_fact, '.', 1) COLLATE "C" LIMIT 1)
  FROM teller t WHERE t.station_id IS NOT NULL)
SELECT station_id FROM teller WHERE station_id IS NOT NULL;
