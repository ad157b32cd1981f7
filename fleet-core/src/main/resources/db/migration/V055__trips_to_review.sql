-- Trips of riders that are longer than anybody rides, by a time that is an estimate: not charged until a ruling says so.
CREATE INDEX trip_to_review ON trip (trip_id)
  WHERE (start_estimated OR end_estimated) AND ended_at - started_at > interval '24 hours';

-- What a ruling ended has a time that somebody gave; what was repaired is free anyway.
CREATE VIEW trip_review AS
SELECT t.trip_id, t.bike_id, CASE WHEN t.end_estimated THEN t.end_station_id ELSE t.start_station_id END AS station_id,
  CASE WHEN t.end_estimated THEN t.end_dock ELSE t.start_dock END AS dock, t.started_at,
  t.trip_id || CASE WHEN t.start_estimated THEN ' start' ELSE '' END || CASE WHEN t.end_estimated THEN ' end' ELSE '' END
    AS evidence
FROM trip t
WHERE (t.start_estimated OR t.end_estimated) AND t.ended_at - t.started_at > interval '24 hours'
  AND t.rider_id IS NOT NULL AND t.ruling_id IS NULL AND NOT t.repaired
  AND (SELECT r.kind FROM ruling r WHERE r.trip_id = t.trip_id ORDER BY r.ruling_id DESC LIMIT 1)
    IS DISTINCT FROM 'uphold';

-- What was charged for them until now.
INSERT INTO charge (trip_id, kind, revision, rider_id, debit, credit, amount_cop, made_at)
SELECT trip_id, kind, max(revision) + 1, rider_id, 'fares', 'rider ' || rider_id,
  sum(CASE WHEN debit = 'fares' THEN -amount_cop ELSE amount_cop END), now()
FROM charge JOIN trip_review USING (trip_id) GROUP BY trip_id, kind, rider_id
HAVING sum(CASE WHEN debit = 'fares' THEN -amount_cop ELSE amount_cop END) > 0;
