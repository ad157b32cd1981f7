-- A station chooses the times it tells, so no table is laid out by them: a clock that scattered its dates made a chunk of each
-- table for each date. Facts are laid out by their arrival. Trips and availability follow from facts and are written anew when
-- those come late: they are plain tables. The rows are moved by V043, piece by piece; indexes and triggers follow in V044.
ALTER TABLE fact RENAME TO fact_by_device_time;
CREATE TABLE fact (LIKE fact_by_device_time INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
SELECT create_hypertable('fact', by_range('arrived_at', INTERVAL '30 days'), create_default_indexes => false);

ALTER TABLE trip RENAME TO trip_by_start;
CREATE TABLE trip (LIKE trip_by_start INCLUDING DEFAULTS INCLUDING CONSTRAINTS);

ALTER TABLE availability RENAME TO availability_by_time;
CREATE TABLE availability (LIKE availability_by_time INCLUDING DEFAULTS INCLUDING CONSTRAINTS);

-- How far the moving has come: pages below next_page of this chunk, and all of the chunks that are there no more, are moved.
CREATE TABLE relocation (
  table_name text PRIMARY KEY,
  chunk text,
  next_page bigint NOT NULL DEFAULT 0,
  moved bigint NOT NULL DEFAULT 0,
  checksum numeric NOT NULL DEFAULT 0
);
INSERT INTO relocation (table_name) VALUES ('fact'), ('trip'), ('availability');
