-- By which rules what stands follows from what was recorded. Where they are not the newest, a program derives it anew when it
-- starts. Where nothing is recorded nothing is to be derived.
CREATE TABLE rules_in_force (
  rules integer PRIMARY KEY,
  since timestamptz NOT NULL DEFAULT now()
);
INSERT INTO rules_in_force (rules) SELECT 1 WHERE NOT EXISTS (SELECT FROM fact) AND NOT EXISTS (SELECT FROM birth);

-- What earlier rules inferred from inventories and does not follow any more.
CREATE TABLE withdrawn_inference (LIKE fact, withdrawn_at timestamptz NOT NULL DEFAULT now());
CREATE TRIGGER withdrawn_inference_append_only BEFORE UPDATE OR DELETE ON withdrawn_inference
  FOR EACH ROW EXECUTE FUNCTION refuse_edit();

-- A fact that is judged anew by newer rules: no birth says so, and one of the same birth may be there. Of each birth the newest
-- rules count.
ALTER TABLE fact_time ADD COLUMN rules integer NOT NULL DEFAULT 0;
ALTER TABLE fact_time DROP CONSTRAINT fact_time_pkey, ADD PRIMARY KEY (station_id, journal, sequence, epoch, rules);

CREATE OR REPLACE VIEW dock_contradiction AS
SELECT d.station_id, d.dock, d.bike_id, claim.at AS since, b.place, b.last_fact AS evidence
FROM dock d JOIN bike b ON b.bike_id = d.bike_id
  CROSS JOIN LATERAL (SELECT max(coalesce(anew.at, f.at)) AS at FROM fact f
    LEFT JOIN LATERAL (SELECT t.at FROM fact_time t WHERE t.station_id = f.station_id AND t.journal = f.journal
      AND t.sequence = f.sequence ORDER BY t.epoch DESC, t.rules DESC LIMIT 1) AS anew ON true
    WHERE f.bike_id = d.bike_id AND f.station_id = d.station_id AND f.dock = d.dock AND f.kind = 'bike-docked') AS claim
WHERE (b.place, b.station_id, b.dock) IS DISTINCT FROM ('dock', d.station_id, d.dock)
  AND EXISTS (SELECT FROM fact f
    LEFT JOIN LATERAL (SELECT t.at FROM fact_time t WHERE t.station_id = f.station_id AND t.journal = f.journal
      AND t.sequence = f.sequence ORDER BY t.epoch DESC, t.rules DESC LIMIT 1) AS anew ON true
    WHERE f.bike_id = d.bike_id AND coalesce(anew.at, f.at) >= claim.at
    AND f.kind IN ('bike-docked', 'bike-removed') AND (f.journal > 0 OR f.kind = 'bike-docked')
    AND (f.station_id, f.dock) <> (d.station_id, d.dock));
