-- Everything was moved. What reads the old tables reads the new ones, and those get their indexes and triggers.
CREATE OR REPLACE VIEW contested_trip AS
WITH ridden AS (
  SELECT trip_id, bike_id, rider_id, cause, cause_id, started_at, ended_at FROM trip
  UNION ALL
  SELECT trip_id, bike_id, rider_id, cause, cause_id, started_at, 'infinity' FROM open_trip WHERE state = 'riding'),
compared AS (
  SELECT *,
    max(ended_at) OVER (PARTITION BY coalesce('rider ' || rider_id, 'card ' || cause_id)
      ORDER BY started_at, ended_at, trip_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until,
    lead(started_at) OVER (PARTITION BY coalesce('rider ' || rider_id, 'card ' || cause_id)
      ORDER BY started_at, ended_at, trip_id) AS next_start
  FROM ridden WHERE rider_id IS NOT NULL OR cause = 'card')
SELECT trip_id, bike_id, rider_id, started_at, 'two-at-once' AS why, NULL AS evidence FROM compared
WHERE (busy_until > started_at OR next_start < ended_at) AND (SELECT r.kind FROM ruling r
  WHERE r.trip_id = compared.trip_id ORDER BY r.ruling_id DESC LIMIT 1) IS DISTINCT FROM 'uphold'
UNION ALL
SELECT trip_id, bike_id, rider_id, started_at, 'end-never-told', evidence FROM untold_end;

CREATE OR REPLACE VIEW dock_contradiction AS
SELECT d.station_id, d.dock, d.bike_id, claim.at AS since, b.place, b.last_fact AS evidence
FROM dock d JOIN bike b ON b.bike_id = d.bike_id
  CROSS JOIN LATERAL (SELECT max(f.at) AS at FROM fact f WHERE f.bike_id = d.bike_id AND f.station_id = d.station_id
    AND f.dock = d.dock AND f.kind = 'bike-docked') AS claim
WHERE (b.place, b.station_id, b.dock) IS DISTINCT FROM ('dock', d.station_id, d.dock)
  AND EXISTS (SELECT FROM fact f WHERE f.bike_id = d.bike_id AND f.at >= claim.at
    AND f.kind IN ('bike-docked', 'bike-removed') AND (f.journal > 0 OR f.kind = 'bike-docked')
    AND (f.station_id, f.dock) <> (d.station_id, d.dock));

DROP TABLE fact_by_device_time;
DROP TABLE trip_by_start;
DROP TABLE availability_by_time;
DROP TABLE relocation;

-- Says less than it should, since the time of a hypertable must be in it: that each fact is there once is station_journal's
-- to see to, and the audit's to find.
CREATE UNIQUE INDEX fact_identity ON fact (station_id, journal, sequence, arrived_at);
-- By judged time, whatever the station's clock said.
CREATE INDEX fact_of_bike ON fact (bike_id, at) WHERE bike_id IS NOT NULL;
CREATE INDEX fact_of_note ON fact (arrived_at) WHERE flag IS NOT NULL OR kind = 'tamper' OR journal = 0;
CREATE TRIGGER fact_append_only BEFORE UPDATE OR DELETE ON fact FOR EACH ROW EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER fact_tells_reading AFTER INSERT ON fact FOR EACH ROW WHEN (NEW.kind IN ('door', 'power', 'bike-battery'))
  EXECUTE FUNCTION note_reading();

-- The old key of trip held the start, so a trip could be there twice, with two starts. The row stands that the last correction
-- tells of, else the one whose end became known last, else the one that starts when the bike was taken. What is left out is said
-- in the log; where it was another end, that is a correction as any other.
CREATE TEMP TABLE trip_twice ON COMMIT DROP AS
SELECT t.*, t.ctid AS place, row_number() OVER (PARTITION BY t.trip_id ORDER BY
    (t.end_fact, t.ended_at, t.ruling_id) IS NOT DISTINCT FROM (k.now_end_fact, k.now_ended_at, k.now_ruling_id) DESC,
    coalesce(docking.arrived_at, r.made_at) DESC NULLS LAST, docking.arrival DESC NULLS LAST,
    (t.started_at = removal.at) DESC NULLS LAST, t.ended_at DESC, t.started_at DESC) AS nth
FROM trip t
  LEFT JOIN LATERAL (SELECT * FROM trip_correction c WHERE c.trip_id = t.trip_id ORDER BY c.correction_id DESC LIMIT 1) AS k ON true
  LEFT JOIN ruling r ON r.ruling_id = t.ruling_id
  LEFT JOIN LATERAL (SELECT max(f.arrived_at) AS arrived_at, max(f.arrival) AS arrival FROM fact f
    WHERE f.station_id = split_part(t.end_fact, '.', 1) AND f.journal = split_part(t.end_fact, '.', 2)::integer
      AND f.sequence = split_part(t.end_fact, '.', 3)::bigint) AS docking ON true
  LEFT JOIN LATERAL (SELECT max(f.at) AS at FROM fact f
    WHERE f.station_id = split_part(t.trip_id, '.', 1) AND f.journal = split_part(t.trip_id, '.', 2)::integer
      AND f.sequence = split_part(t.trip_id, '.', 3)::bigint) AS removal ON true
WHERE t.trip_id IN (SELECT trip_id FROM trip GROUP BY trip_id HAVING count(*) > 1);

INSERT INTO trip_correction (trip_id, recorded_at, was_end_fact, was_ended_at, was_ruling_id, now_end_fact, now_ended_at,
  now_ruling_id)
SELECT DISTINCT o.trip_id, now(), o.end_fact, o.ended_at, o.ruling_id, s.end_fact, s.ended_at, s.ruling_id
FROM trip_twice o JOIN trip_twice s ON s.trip_id = o.trip_id AND s.nth = 1
WHERE (o.end_fact, o.ended_at, o.ruling_id) IS DISTINCT FROM (s.end_fact, s.ended_at, s.ruling_id)
  AND NOT EXISTS (SELECT FROM trip_correction c WHERE c.trip_id = o.trip_id
    AND (c.was_end_fact, c.was_ended_at, c.was_ruling_id) IS NOT DISTINCT FROM (o.end_fact, o.ended_at, o.ruling_id));

DELETE FROM trip t USING trip_twice o WHERE t.ctid = o.place AND o.nth > 1;

DO $$
DECLARE
  line text;
BEGIN
  FOR line IN
    SELECT format('trip %s was there more than once: left out is %s until %s by %s, what stands is %s until %s by %s', o.trip_id,
      o.started_at, o.ended_at, coalesce(o.end_fact, 'ruling ' || o.ruling_id), s.started_at, s.ended_at,
      coalesce(s.end_fact, 'ruling ' || s.ruling_id))
    FROM trip_twice o JOIN trip_twice s ON s.trip_id = o.trip_id AND s.nth = 1 WHERE o.nth > 1 ORDER BY o.trip_id, o.nth
  LOOP
    RAISE WARNING '%', line;
  END LOOP;
END $$;

ALTER TABLE trip ADD PRIMARY KEY (trip_id);
CREATE INDEX trip_in_order ON trip (started_at, trip_id);
CREATE INDEX trip_of_rider ON trip (rider_id, started_at DESC, trip_id DESC) WHERE rider_id IS NOT NULL;
CREATE INDEX trip_of_bike ON trip (bike_id, started_at DESC);
ALTER TABLE availability ADD PRIMARY KEY (station_id, journal, sequence);
-- Large, and written anew where facts come late: not left for a fifth of the table.
ALTER TABLE trip SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
ALTER TABLE availability SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
