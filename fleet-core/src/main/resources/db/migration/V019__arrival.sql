-- In which order what stations said was taken in: births, facts and what went to quarantine share one numbering. A number is
-- drawn while the station's row is locked, so for each station it is the order of its transactions, which times of arrival
-- are not. NULL: taken in before there were numbers; then the time of arrival tells.
CREATE SEQUENCE arrival;
ALTER TABLE fact ADD COLUMN arrival bigint;
ALTER TABLE fact ALTER COLUMN arrival SET DEFAULT nextval('arrival');
ALTER TABLE birth ADD COLUMN arrival bigint;
ALTER TABLE birth ALTER COLUMN arrival SET DEFAULT nextval('arrival');
ALTER TABLE quarantine ADD COLUMN arrival bigint;
ALTER TABLE quarantine ALTER COLUMN arrival SET DEFAULT nextval('arrival');
