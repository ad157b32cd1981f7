-- Nothing waits in silence: the first gap of each journal, and since when it has been the first. Of those that are open now
-- nobody noted when they began: they begin now.
ALTER TABLE station_journal ADD COLUMN gap_from bigint, ADD COLUMN gap_to bigint, ADD COLUMN gap_since timestamptz;
ALTER TABLE station_journal ADD CONSTRAINT gap_is_whole
  CHECK ((gap_from IS NULL) = (gap_since IS NULL) AND (gap_to IS NULL) = (gap_since IS NULL) AND gap_from <= gap_to);
UPDATE station_journal j SET gap_from = lower(g.gap), gap_to = upper(g.gap) - 1, gap_since = now()
FROM (SELECT station_id, journal, (SELECT r FROM unnest(int8multirange(int8range(1, upper(received + excused)))
    - received - excused) AS r ORDER BY r LIMIT 1) AS gap
  FROM station_journal WHERE NOT isempty(received + excused)) AS g
WHERE j.station_id = g.station_id AND j.journal = g.journal AND g.gap IS NOT NULL;

-- Alarms look for what waits every quarter of a second: few rows, found without the rest.
CREATE INDEX station_journal_with_gap ON station_journal (gap_since) WHERE gap_since IS NOT NULL;
DROP INDEX birth_unreconciled;
CREATE INDEX birth_unreconciled ON birth (station_id, epoch) WHERE reconciled_at IS NULL;
CREATE INDEX command_waiting ON command (deadline) WHERE ended_at IS NULL;
CREATE INDEX bike_missing ON bike (bike_id) WHERE place = 'missing';
