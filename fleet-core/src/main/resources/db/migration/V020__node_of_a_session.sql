-- Which node holds a station's connection: a node that starts closes what it left open, and no other's.
ALTER TABLE station_state ADD COLUMN node text NOT NULL DEFAULT 'one';
