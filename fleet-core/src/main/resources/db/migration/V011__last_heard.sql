-- When a station last spoke, by our clock.
ALTER TABLE station_state ADD COLUMN last_heard_at timestamptz;
UPDATE station_state s SET last_heard_at = (SELECT max(arrived_at) FROM birth b WHERE b.station_id = s.station_id);
