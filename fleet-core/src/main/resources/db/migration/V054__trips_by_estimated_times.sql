-- Whether a trip's start or its end is a time of which the station's clocks told nothing: it follows from its facts.
ALTER TABLE trip ADD COLUMN start_estimated boolean NOT NULL DEFAULT false,
  ADD COLUMN end_estimated boolean NOT NULL DEFAULT false;
ALTER TABLE open_trip ADD COLUMN start_estimated boolean NOT NULL DEFAULT false;

CREATE TEMP TABLE estimated ON COMMIT DROP AS
SELECT station_id || '.' || journal || '.' || sequence AS fact_id FROM fact
WHERE time_quality = 'estimated' AND kind IN ('bike-removed', 'bike-docked');

UPDATE trip SET start_estimated = true WHERE trip_id IN (SELECT fact_id FROM estimated);
UPDATE trip SET end_estimated = true WHERE end_fact IN (SELECT fact_id FROM estimated);
UPDATE open_trip SET start_estimated = true WHERE trip_id IN (SELECT fact_id FROM estimated);
