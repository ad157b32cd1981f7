-- Which trips were handed out, and when: what changed before anybody saw it is no correction.
CREATE TABLE trip_export (
  export_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  made_at timestamptz NOT NULL,
  -- Trips that started in this time.
  trips_from timestamptz NOT NULL,
  trips_until timestamptz NOT NULL,
  CHECK (trips_from < trips_until)
);
CREATE TRIGGER trip_export_append_only BEFORE UPDATE OR DELETE ON trip_export
  FOR EACH ROW EXECUTE FUNCTION refuse_edit();
-- Nobody noted exports until now: what was recorded so far may have been seen by anybody.
INSERT INTO trip_export (made_at, trips_from, trips_until)
SELECT k.recorded_at - interval '1 microsecond', '-infinity', 'infinity'
FROM (SELECT DISTINCT recorded_at FROM trip_correction) k;
