-- How trips come to an end without a docking, and which ends were inferred.
ALTER TABLE open_trip
  -- The removal that shows that the trip is over; NULL where the bike was declared missing.
  ADD COLUMN overtaken_by text COLLATE "C",
  -- The ruling that took the trip away.
  ADD COLUMN ruling_id bigint,
  ADD CHECK (state = 'end-unknown' OR overtaken_by IS NULL),
  ADD CHECK ((state = 'corrected-away') = (ruling_id IS NOT NULL));
UPDATE open_trip o SET overtaken_by = (
    SELECT f.station_id || '.' || f.journal || '.' || f.sequence FROM fact f
    WHERE f.bike_id = o.bike_id AND f.kind = 'bike-removed' AND f.journal > 0 AND f.at >= o.started_at
      AND f.station_id || '.' || f.journal || '.' || f.sequence <> o.trip_id
    ORDER BY f.at LIMIT 1)
  WHERE o.state = 'end-unknown';

ALTER TABLE trip ALTER COLUMN end_station_id DROP NOT NULL;
ALTER TABLE trip ALTER COLUMN end_dock DROP NOT NULL;
ALTER TABLE trip ALTER COLUMN end_fact DROP NOT NULL;
-- The ruling that ended the trip: then there is no docking.
ALTER TABLE trip ADD COLUMN ruling_id bigint;
-- At some time only an inventory showed that the bike was back.
ALTER TABLE trip ADD COLUMN repaired boolean NOT NULL DEFAULT false;
ALTER TABLE trip ADD CONSTRAINT ended_by_one CHECK ((end_fact IS NULL) = (ruling_id IS NOT NULL)
  AND (end_fact IS NULL) = (end_station_id IS NULL) AND (end_fact IS NULL) = (end_dock IS NULL));
UPDATE trip SET repaired = true WHERE split_part(end_fact, '.', 2) = '0';

ALTER TABLE trip_correction DROP CONSTRAINT trip_correction_check;
ALTER TABLE trip_correction ALTER COLUMN was_end_fact DROP NOT NULL;
ALTER TABLE trip_correction ADD COLUMN was_ruling_id bigint;
ALTER TABLE trip_correction ADD COLUMN now_ruling_id bigint;
