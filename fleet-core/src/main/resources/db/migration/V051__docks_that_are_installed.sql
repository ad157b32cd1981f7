-- The docks that somebody has installed, not those that a station tells of. A station's capacity is their number.
CREATE TABLE installed_dock (
  station_id text COLLATE "C" NOT NULL REFERENCES station,
  dock smallint NOT NULL CHECK (dock BETWEEN 1 AND 500),
  PRIMARY KEY (station_id, dock)
);
CREATE TABLE dock_registration (
  registration_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  station_id text COLLATE "C" NOT NULL REFERENCES station,
  dock smallint NOT NULL,
  valid_from timestamptz NOT NULL,
  installed boolean NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX dock_registration_in_order ON dock_registration (station_id, dock, registration_id);
CREATE TRIGGER dock_registration_append_only BEFORE UPDATE OR DELETE ON dock_registration
  FOR EACH ROW EXECUTE FUNCTION refuse_edit();

-- Docks that a station tells of and nobody has installed, and when it first told. Derived.
CREATE TABLE unregistered_dock (
  station_id text COLLATE "C" NOT NULL,
  dock smallint NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (station_id, dock)
);

-- A dock is installed since ever when it first is, since its station may tell of a time before; any change after that is valid
-- from the time that the transaction names (bici.valid_from), else from now.
CREATE FUNCTION keep_installed_docks() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  since CONSTANT timestamptz := coalesce(nullif(current_setting('bici.valid_from', true), '')::timestamptz, now());
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO dock_registration (station_id, dock, valid_from, installed)
    SELECT c.station_id, c.dock, CASE WHEN EXISTS (SELECT FROM dock_registration r
        WHERE r.station_id = c.station_id AND r.dock = c.dock) THEN since ELSE '-infinity' END, true
    FROM changed c;
    DELETE FROM unregistered_dock u USING changed c WHERE u.station_id = c.station_id AND u.dock = c.dock;
  ELSE
    INSERT INTO dock_registration (station_id, dock, valid_from, installed)
    SELECT c.station_id, c.dock, since, false FROM changed c;
    INSERT INTO unregistered_dock (station_id, dock, since)
    SELECT c.station_id, c.dock, since FROM changed c JOIN dock d USING (station_id, dock) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER docks_are_installed AFTER INSERT ON installed_dock REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION keep_installed_docks();
CREATE TRIGGER docks_are_taken_away AFTER DELETE ON installed_dock REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION keep_installed_docks();

-- So many docks: those numbered from 1 to it. Stations come by the thousand in one statement, changes one by one.
CREATE FUNCTION install_first_docks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO installed_dock (station_id, dock)
  SELECT b.station_id, n FROM begun b, generate_series(1, b.capacity) AS n ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
CREATE TRIGGER station_begins_with_docks AFTER INSERT ON station REFERENCING NEW TABLE AS begun
  FOR EACH STATEMENT EXECUTE FUNCTION install_first_docks();

-- Where the number is right already, single docks were installed before. The station's state is locked as by those who record
-- its facts.
CREATE FUNCTION install_docks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM station_state WHERE station_id = NEW.station_id FOR UPDATE;
  IF (SELECT count(*) FROM installed_dock WHERE station_id = NEW.station_id) <> NEW.capacity THEN
    DELETE FROM installed_dock WHERE station_id = NEW.station_id AND dock > NEW.capacity;
    INSERT INTO installed_dock (station_id, dock)
    SELECT NEW.station_id, n FROM generate_series(1, NEW.capacity) AS n ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER station_changes_docks AFTER UPDATE ON station FOR EACH ROW
  WHEN (OLD.capacity IS DISTINCT FROM NEW.capacity) EXECUTE FUNCTION install_docks();

-- Most batches meet no new dock, and end here.
CREATE FUNCTION note_unregistered_docks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO unregistered_dock (station_id, dock, since)
  SELECT m.station_id, m.dock, m.at FROM met m LEFT JOIN installed_dock i USING (station_id, dock)
  WHERE i.dock IS NULL ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
CREATE TRIGGER dock_is_met AFTER INSERT ON dock REFERENCING NEW TABLE AS met
  FOR EACH STATEMENT EXECUTE FUNCTION note_unregistered_docks();

-- Every dock that is known when there comes to be a register is installed. A station whose row breaks the rules can be
-- written only by who mends it: there, the docks beyond its capacity wait for somebody.
INSERT INTO installed_dock (station_id, dock)
SELECT s.station_id, n FROM station s, generate_series(1, s.capacity) AS n
UNION
SELECT d.station_id, d.dock FROM dock d JOIN station s USING (station_id)
WHERE s.retired_at IS NOT NULL OR station_fault(s.name, s.latitude, s.longitude) IS NULL;
INSERT INTO unregistered_dock (station_id, dock, since)
SELECT d.station_id, d.dock, d.at FROM dock d LEFT JOIN installed_dock i USING (station_id, dock) WHERE i.dock IS NULL;
UPDATE station s SET capacity = i.docks
FROM (SELECT station_id, count(*) AS docks FROM installed_dock GROUP BY 1) AS i
WHERE i.station_id = s.station_id AND s.capacity <> i.docks;
