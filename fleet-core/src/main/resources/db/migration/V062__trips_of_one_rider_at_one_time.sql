-- When riders are on trips, as far as it is known.
CREATE VIEW rider_time AS
SELECT trip_id, rider_id, bike_id, started_at, ended_at FROM trip WHERE rider_id IS NOT NULL
UNION ALL
SELECT trip_id, rider_id, bike_id, started_at, 'infinity' FROM open_trip WHERE state = 'riding' AND rider_id IS NOT NULL;

-- Trips that shared time with another of their rider when one of both was written: to find them later all trips would have to
-- be read. Whether they still do follows from the trips; nothing is taken out.
CREATE TABLE two_at_once (trip_id text COLLATE "C" PRIMARY KEY);

CREATE FUNCTION note_two_at_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Until the commit, which is what comes next: of two transactions each of which brings one of two such trips, the second
  -- sees the first. Those of other riders do not wait.
  PERFORM pg_advisory_xact_lock(hashtextextended('two_at_once ' || NEW.rider_id, 0));
  INSERT INTO two_at_once
  SELECT one.trip_id FROM rider_time t JOIN rider_time o ON o.rider_id = t.rider_id AND o.trip_id <> t.trip_id
    AND o.started_at < t.ended_at AND o.ended_at > t.started_at
  CROSS JOIN LATERAL (VALUES (t.trip_id), (o.trip_id)) AS one (trip_id)
  WHERE t.trip_id = NEW.trip_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER trip_shares_time AFTER INSERT ON trip DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.rider_id IS NOT NULL) EXECUTE FUNCTION note_two_at_once();
CREATE CONSTRAINT TRIGGER open_trip_shares_time AFTER INSERT ON open_trip DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.rider_id IS NOT NULL AND NEW.state = 'riding') EXECUTE FUNCTION note_two_at_once();

-- Of riders only: nobody pays for the trips of a card that is nobody's, and there is nothing to decide.
CREATE OR REPLACE VIEW contested_trip AS
WITH ridden AS (
  SELECT trip_id, bike_id, rider_id, started_at, ended_at FROM trip
  UNION ALL
  SELECT trip_id, bike_id, rider_id, started_at, 'infinity' FROM open_trip WHERE state = 'riding'),
compared AS (
  SELECT *,
    max(ended_at) OVER (PARTITION BY rider_id
      ORDER BY started_at, ended_at, trip_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until,
    lead(started_at) OVER (PARTITION BY rider_id ORDER BY started_at, ended_at, trip_id) AS next_start
  FROM ridden WHERE rider_id IS NOT NULL)
SELECT trip_id, bike_id, rider_id, started_at, 'two-at-once' AS why, NULL AS evidence FROM compared
WHERE (busy_until > started_at OR next_start < ended_at) AND (SELECT r.kind FROM ruling r
  WHERE r.trip_id = compared.trip_id ORDER BY r.ruling_id DESC LIMIT 1) IS DISTINCT FROM 'uphold'
UNION ALL
SELECT trip_id, bike_id, rider_id, started_at, 'end-never-told', evidence FROM untold_end;

INSERT INTO two_at_once SELECT trip_id FROM (
  SELECT trip_id, started_at, ended_at,
    max(ended_at) OVER (PARTITION BY rider_id
      ORDER BY started_at, ended_at, trip_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until,
    lead(started_at) OVER (PARTITION BY rider_id ORDER BY started_at, ended_at, trip_id) AS next_start
  FROM rider_time) AS compared
WHERE busy_until > started_at OR next_start < ended_at;
