-- What an inventory showed when it was held against the facts is held against facts that come later, too. A bike knows the
-- latest that showed it, so that a fact after it costs nothing.
ALTER TABLE bike ADD COLUMN shown_at timestamptz;
CREATE INDEX birth_dock_of_bike ON birth_dock (bike_id) WHERE bike_id IS NOT NULL;
UPDATE bike SET shown_at = shown.at FROM (SELECT i.bike_id, max(b.at) AS at FROM birth_dock i
  JOIN birth b USING (station_id, epoch) WHERE b.reconciled_at IS NOT NULL AND i.bike_id IS NOT NULL GROUP BY i.bike_id) AS shown
WHERE bike.bike_id = shown.bike_id;
