-- What facts contradict, seen and never stored: it follows from what is recorded, at any moment and in any order.

-- A trip is contested when nobody can tell any more where it ended (every fact of the station that let the bike go again
-- has come or is excused, up to that removal), or when one person rode two bikes at once. A ruling decides it.
CREATE VIEW untold_end AS
SELECT o.trip_id, o.bike_id, o.rider_id, o.started_at, coalesce(o.overtaken_by, 'declared missing') AS evidence
FROM open_trip o LEFT JOIN station_journal j ON j.station_id = split_part(o.overtaken_by, '.', 1)
  AND j.journal = split_part(o.overtaken_by, '.', 2)::integer
WHERE o.state = 'end-unknown' AND (o.overtaken_by IS NULL
  OR (j.received + j.excused) @> int8range(1, split_part(o.overtaken_by, '.', 3)::bigint + 1));

CREATE VIEW contested_trip AS
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

-- A dock that by its own facts holds a bike which later facts show elsewhere: one bike in two places.
CREATE VIEW dock_contradiction AS
SELECT d.station_id, d.dock, d.bike_id, claim.at AS since, b.place, b.last_fact AS evidence
FROM dock d JOIN bike b ON b.bike_id = d.bike_id
  CROSS JOIN LATERAL (SELECT max(f.at) AS at FROM fact f WHERE f.bike_id = d.bike_id AND f.station_id = d.station_id
    AND f.dock = d.dock AND f.kind = 'bike-docked') AS claim
WHERE (b.place, b.station_id, b.dock) IS DISTINCT FROM ('dock', d.station_id, d.dock)
  AND EXISTS (SELECT FROM fact f WHERE f.bike_id = d.bike_id AND f.at >= claim.at
    AND f.kind IN ('bike-docked', 'bike-removed') AND (f.journal > 0 OR f.kind = 'bike-docked')
    AND (f.station_id, f.dock) <> (d.station_id, d.dock));
