-- What staff did. Each entry is hashed with the one before; the database makes the chain, and nobody edits it.
CREATE TABLE audit_head (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  entry bigint NOT NULL,
  hash bytea NOT NULL
);
INSERT INTO audit_head (entry, hash) VALUES (0, sha256('bici audit log'));

CREATE TABLE audit_log (
  entry bigint PRIMARY KEY,
  happened_at timestamptz NOT NULL,
  staff_id text COLLATE "C" NOT NULL,
  act text NOT NULL,
  subject text NOT NULL,
  note text NOT NULL,
  command_id text COLLATE "C" UNIQUE,
  previous bytea NOT NULL,
  hash bytea NOT NULL
);
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER audit_log_never_emptied BEFORE TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

CREATE FUNCTION audit_hash(l audit_log) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(l.previous || convert_to(jsonb_build_array(l.entry, (extract(epoch FROM l.happened_at) * 1000000)::bigint,
    l.staff_id, l.act, l.subject, l.note, l.command_id)::text, 'UTF8'))
$$;

CREATE FUNCTION chain_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  head audit_head;
BEGIN
  SELECT * INTO STRICT head FROM audit_head FOR UPDATE;
  NEW.entry := head.entry + 1;
  NEW.previous := head.hash;
  NEW.hash := audit_hash(NEW);
  UPDATE audit_head SET entry = NEW.entry, hash = NEW.hash;
  RETURN NEW;
END
$$;
CREATE TRIGGER audit_log_chained BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION chain_audit();
