-- The record is only ever added to; retention drops whole chunks, which no trigger sees.
CREATE FUNCTION refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER fact_append_only BEFORE UPDATE OR DELETE ON fact FOR EACH ROW EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER health_append_only BEFORE UPDATE OR DELETE ON health FOR EACH ROW EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER presence_append_only BEFORE UPDATE OR DELETE ON presence FOR EACH ROW EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER quarantine_append_only BEFORE UPDATE OR DELETE ON quarantine FOR EACH ROW EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER trip_correction_append_only BEFORE UPDATE OR DELETE ON trip_correction
  FOR EACH ROW EXECUTE FUNCTION refuse_edit();
