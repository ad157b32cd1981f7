-- Few of all that are open: alarms look for them.
CREATE INDEX open_trip_end_unknown ON open_trip (trip_id) WHERE state = 'end-unknown';
