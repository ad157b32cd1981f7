-- How stations and bikes last said they are, where no dock, bike or trip tells it. Derived: the newest of each name.
-- alarm_since: since when the value is one that needs somebody; NULL while it is not.
CREATE FUNCTION reading_alarms(name text, value double precision) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE name WHEN 'batteryPercent' THEN value < 20 WHEN 'doorOpen' THEN value = 1 ELSE false END
$$;

CREATE TABLE station_reading (
  station_id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  value double precision NOT NULL,
  at timestamptz NOT NULL,
  -- Of the fact that told it; 0 and 0 when it was telemetry.
  journal integer NOT NULL,
  sequence bigint NOT NULL,
  alarm_since timestamptz,
  PRIMARY KEY (station_id, name)
) WITH (fillfactor = 70);
CREATE INDEX station_reading_alarming ON station_reading (name) WHERE alarm_since IS NOT NULL;

CREATE TABLE bike_reading (
  bike_id text COLLATE "C" PRIMARY KEY,
  battery_percent double precision NOT NULL,
  at timestamptz NOT NULL,
  station_id text COLLATE "C" NOT NULL,
  dock smallint NOT NULL,
  fact text COLLATE "C" NOT NULL,
  alarm_since timestamptz
) WITH (fillfactor = 70);
CREATE INDEX bike_reading_alarming ON bike_reading (bike_id) WHERE alarm_since IS NOT NULL;

CREATE FUNCTION put_reading(station text, reading text, new_value double precision, told_at timestamptz, in_journal integer,
  at_sequence bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO station_reading AS r (station_id, name, value, at, journal, sequence, alarm_since)
  VALUES (station, reading, new_value, told_at, in_journal, at_sequence,
    CASE WHEN reading_alarms(reading, new_value) THEN told_at END)
  ON CONFLICT (station_id, name) DO UPDATE SET value = excluded.value, at = excluded.at, journal = excluded.journal,
    sequence = excluded.sequence,
    alarm_since = CASE WHEN excluded.alarm_since IS NOT NULL THEN coalesce(r.alarm_since, excluded.alarm_since) END
  WHERE (r.at, r.journal, r.sequence) < (excluded.at, excluded.journal, excluded.sequence)
$$;

CREATE FUNCTION note_reading() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'door' THEN
    PERFORM put_reading(NEW.station_id, 'doorOpen', NEW.value, NEW.at, NEW.journal, NEW.sequence);
  ELSIF NEW.kind = 'power' THEN
    PERFORM put_reading(NEW.station_id, 'batteryPercent', NEW.value, NEW.at, NEW.journal, NEW.sequence);
    PERFORM put_reading(NEW.station_id, 'mainsOn', NEW.value_to, NEW.at, NEW.journal, NEW.sequence);
  ELSE
    INSERT INTO bike_reading AS r (bike_id, battery_percent, at, station_id, dock, fact, alarm_since)
    VALUES (NEW.bike_id, NEW.value, NEW.at, NEW.station_id, NEW.dock,
      NEW.station_id || '.' || NEW.journal || '.' || NEW.sequence, CASE WHEN NEW.value < 20 THEN NEW.at END)
    ON CONFLICT (bike_id) DO UPDATE SET battery_percent = excluded.battery_percent, at = excluded.at,
      station_id = excluded.station_id, dock = excluded.dock, fact = excluded.fact,
      alarm_since = CASE WHEN excluded.alarm_since IS NOT NULL THEN coalesce(r.alarm_since, excluded.alarm_since) END
    WHERE (r.at, r.fact) < (excluded.at, excluded.fact);
  END IF;
  RETURN NULL;
END
$$;
-- These kinds are rare: any other fact costs one comparison.
CREATE TRIGGER fact_tells_reading AFTER INSERT ON fact FOR EACH ROW WHEN (NEW.kind IN ('door', 'power', 'bike-battery'))
  EXECUTE FUNCTION note_reading();

-- How far a station's clock is from ours, by its last birth or time exchange. wrong_since: NULL while it is near enough.
CREATE TABLE station_clock (
  station_id text COLLATE "C" PRIMARY KEY,
  skew_ms bigint NOT NULL,
  measured_at timestamptz NOT NULL,
  wrong_since timestamptz
) WITH (fillfactor = 70);

-- Two live connections with one certificate took each other over, again and again.
CREATE TABLE take_over_fight (
  station_id text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  take_overs integer NOT NULL CHECK (take_overs > 0)
);
CREATE INDEX take_over_fight_newest ON take_over_fight (at);
CREATE TRIGGER take_over_fight_append_only BEFORE UPDATE OR DELETE ON take_over_fight
  FOR EACH ROW EXECUTE FUNCTION refuse_edit();
