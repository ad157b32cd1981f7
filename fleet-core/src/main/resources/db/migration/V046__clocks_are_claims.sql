-- What a station says of its uptime is a claim: births of one boot that contradict each other begin segments, and facts are
-- judged by the segments around them. Of boots from before, the first birth began the only segment.
CREATE TABLE clock_segment (
  station_id text COLLATE "C" NOT NULL REFERENCES station,
  journal integer NOT NULL CHECK (journal >= 1),
  boot integer NOT NULL CHECK (boot >= 1),
  epoch bigint NOT NULL,
  as_of bigint NOT NULL CHECK (as_of >= 0),
  anchor_uptime_ms bigint NOT NULL,
  anchor_at timestamptz NOT NULL,
  uncertainty_us bigint NOT NULL CHECK (uncertainty_us >= 0),
  PRIMARY KEY (station_id, journal, boot, epoch),
  FOREIGN KEY (station_id, epoch) REFERENCES birth
);
INSERT INTO clock_segment (station_id, journal, boot, epoch, as_of, anchor_uptime_ms, anchor_at, uncertainty_us)
SELECT k.station_id, k.journal, k.boot, b.epoch, b.as_of, k.anchor_uptime_ms, k.anchor_at, k.uncertainty_us
FROM station_boot k CROSS JOIN LATERAL (SELECT epoch, as_of FROM birth b
  WHERE b.station_id = k.station_id AND b.journal = k.journal AND b.boot = k.boot ORDER BY epoch LIMIT 1) AS b;
DROP TABLE station_boot;
CREATE TRIGGER clock_segment_append_only BEFORE UPDATE OR DELETE ON clock_segment
  FOR EACH ROW EXECUTE FUNCTION refuse_edit();

-- The births next to a fact say between what it happened.
CREATE INDEX birth_by_position ON birth (station_id, journal, as_of, epoch);

-- Alarms look for contradictions every quarter of a second: few rows, found without the rest.
CREATE INDEX clock_segment_by_time ON clock_segment (anchor_at);
CREATE INDEX fact_impossible_time ON fact (arrived_at) WHERE time_quality = 'estimated' AND clock <> 'unset';
