-- A birth that contradicts those before it moves facts to other times. The first judgement stays with the fact; the newest
-- counts.
CREATE TABLE fact_time (
  station_id text COLLATE "C" NOT NULL REFERENCES station,
  journal integer NOT NULL CHECK (journal >= 1),
  sequence bigint NOT NULL CHECK (sequence >= 1),
  epoch bigint NOT NULL,
  at timestamptz NOT NULL,
  time_quality time_quality NOT NULL,
  skew_ms bigint,
  earliest timestamptz,
  PRIMARY KEY (station_id, journal, sequence, epoch),
  FOREIGN KEY (station_id, epoch) REFERENCES birth
);
CREATE TRIGGER fact_time_append_only BEFORE UPDATE OR DELETE ON fact_time
  FOR EACH ROW EXECUTE FUNCTION refuse_edit();

CREATE OR REPLACE VIEW dock_contradiction AS
SELECT d.station_id, d.dock, d.bike_id, claim.at AS since, b.place, b.last_fact AS evidence
FROM dock d JOIN bike b ON b.bike_id = d.bike_id
  CROSS JOIN LATERAL (SELECT max(coalesce(anew.at, f.at)) AS at FROM fact f
    LEFT JOIN LATERAL (SELECT t.at FROM fact_time t WHERE t.station_id = f.station_id AND t.journal = f.journal
      AND t.sequence = f.sequence ORDER BY t.epoch DESC LIMIT 1) AS anew ON true
    WHERE f.bike_id = d.bike_id AND f.station_id = d.station_id AND f.dock = d.dock AND f.kind = 'bike-docked') AS claim
WHERE (b.place, b.station_id, b.dock) IS DISTINCT FROM ('dock', d.station_id, d.dock)
  AND EXISTS (SELECT FROM fact f
    LEFT JOIN LATERAL (SELECT t.at FROM fact_time t WHERE t.station_id = f.station_id AND t.journal = f.journal
      AND t.sequence = f.sequence ORDER BY t.epoch DESC LIMIT 1) AS anew ON true
    WHERE f.bike_id = d.bike_id AND coalesce(anew.at, f.at) >= claim.at
    AND f.kind IN ('bike-docked', 'bike-removed') AND (f.journal > 0 OR f.kind = 'bike-docked')
    AND (f.station_id, f.dock) <> (d.station_id, d.dock));
