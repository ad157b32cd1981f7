-- A trip belongs to the rider whose command or card let the bike go.
ALTER TABLE card ADD COLUMN rider_id text COLLATE "C" REFERENCES rider;
ALTER TABLE open_trip ADD COLUMN rider_id text COLLATE "C";
ALTER TABLE trip ADD COLUMN rider_id text COLLATE "C";
CREATE INDEX open_trip_of_rider ON open_trip (rider_id) WHERE rider_id IS NOT NULL;
CREATE INDEX trip_of_rider ON trip (rider_id, started_at DESC, trip_id DESC) WHERE rider_id IS NOT NULL;
CREATE INDEX trip_of_bike ON trip (bike_id, started_at DESC);
