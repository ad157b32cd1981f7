-- What alarms are read from, every quarter of a second while somebody watches: rare rows, found without reading the rest.
CREATE INDEX fact_of_note ON fact (arrived_at) WHERE flag IS NOT NULL OR kind = 'tamper' OR journal = 0;
CREATE INDEX quarantine_newest ON quarantine (arrived_at);
CREATE INDEX dock_of_bike ON dock (bike_id) WHERE bike_id IS NOT NULL;
CREATE INDEX dock_with_fault ON dock (station_id, dock) WHERE fault IS NOT NULL;
CREATE INDEX dock_jammed ON dock (station_id, dock) WHERE lock = 'jammed';
CREATE INDEX open_trip_flagged ON open_trip (flag) WHERE flag IS NOT NULL;
