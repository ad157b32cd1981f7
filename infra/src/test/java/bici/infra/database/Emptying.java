package bici.infra.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes a used test database as new, which takes a small part of the time of another copy. What it needs lies in a schema
 * of its own, beside the product's.
 */
final class Emptying {
    private static final String PREPARE = """
        CREATE SCHEMA emptying;

        CREATE TABLE emptying.schema_change (tag text NOT NULL);
        CREATE FUNCTION emptying.note_schema_change() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          INSERT INTO emptying.schema_change VALUES (tg_tag);
        END $$;

        CREATE TABLE emptying.sequence_at_first AS
          SELECT sequencename, start_value, last_value FROM pg_sequences WHERE schemaname = 'public';

        CREATE TABLE emptying.kept AS
          SELECT oid, relname AS name, false AS has_rows FROM pg_class
          WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> 'flyway_schema_history';
        DO $$
        DECLARE
          this record;
          filled boolean;
        BEGIN
          FOR this IN SELECT name FROM emptying.kept LOOP
            EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', this.name) INTO filled;
            IF filled THEN
              EXECUTE format('CREATE TABLE emptying.%I AS TABLE public.%I', 'rows_of_' || this.name, this.name);
              UPDATE emptying.kept SET has_rows = true WHERE name = this.name;
            END IF;
          END LOOP;
        END $$;

        -- What differs from the first state is emptied; tables that had rows then get them again.
        CREATE FUNCTION emptying.empty() RETURNS void LANGUAGE plpgsql AS $$
        DECLARE
          this record;
          differs boolean;
          filled text[] := '{}';
        BEGIN
          PERFORM set_config('session_replication_role', 'replica', true), set_config('lock_timeout', '5s', true);
          FOR this IN SELECT oid, name, 'rows_of_' || name AS first, has_rows FROM emptying.kept LOOP
            IF this.has_rows THEN
              EXECUTE format('SELECT EXISTS ((TABLE public.%1$I EXCEPT ALL TABLE emptying.%2$I)'
                  || ' UNION ALL (TABLE emptying.%2$I EXCEPT ALL TABLE public.%1$I))', this.name, this.first) INTO differs;
            ELSE
              EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', this.name) INTO differs;
            END IF;
            IF differs OR EXISTS (SELECT FROM pg_inherits WHERE inhparent = this.oid) THEN
              filled := filled || format('public.%I', this.name);
            END IF;
          END LOOP;
          IF filled <> '{}' THEN
            EXECUTE 'TRUNCATE ' || array_to_string(filled, ', ') || ' CASCADE';
            FOR this IN SELECT name, 'rows_of_' || name AS first FROM emptying.kept WHERE has_rows LOOP
              EXECUTE format('INSERT INTO public.%1$I OVERRIDING SYSTEM VALUE SELECT * FROM emptying.%2$I'
                  || ' WHERE NOT EXISTS (SELECT FROM public.%1$I)', this.name, this.first);
            END LOOP;
          END IF;
          PERFORM setval(format('public.%I', sequencename), coalesce(f.last_value, f.start_value), f.last_value IS NOT NULL)
            FROM emptying.sequence_at_first f JOIN pg_sequences now USING (sequencename)
            WHERE now.schemaname = 'public' AND now.last_value IS DISTINCT FROM f.last_value;
          DELETE FROM pg_statistic WHERE starelid IN (SELECT oid FROM emptying.kept);
        END $$;

        -- Whether nobody else is connected any more; who has just left may take a moment.
        CREATE FUNCTION emptying.is_alone() RETURNS boolean LANGUAGE plpgsql AS $$
        BEGIN
          FOR attempt IN 1..50 LOOP
            PERFORM pg_stat_clear_snapshot();
            IF NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()
                AND backend_type = 'client backend' AND pid <> pg_backend_pid()) THEN
              RETURN true;
            END IF;
            PERFORM pg_sleep(0.01);
          END LOOP;
          RETURN false;
        END $$;

        CREATE EVENT TRIGGER schema_changes ON ddl_command_end EXECUTE FUNCTION emptying.note_schema_change()\
        """;

    static final String EMPTY = "SELECT emptying.empty()";

    private static final String CAN_BE_EMPTIED =
            "SELECT NOT EXISTS (SELECT FROM emptying.schema_change) AND emptying.is_alone()";

    private Emptying() {}

    /** The state in which this database is now becomes the one that its copies come back to. */
    static void prepare(DatabaseAddress address) {
        execute(address, PREPARE);
    }

    /** What was changed in the schema of a prepared database, which has the rows of before, belongs to it. */
    static void takeForFirst(DatabaseAddress address) {
        execute(address, "TRUNCATE emptying.schema_change");
    }

    private static void execute(DatabaseAddress address, String sql) {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /**
     * Makes it as new.
     *
     * @return false when that cannot be: its schema was changed, or somebody is still connected or holds a lock
     */
    static boolean empty(DatabaseAddress address) {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(CAN_BE_EMPTIED)) {
                if (!row.next() || !row.getBoolean(1)) {
                    return false;
                }
            }
            statement.execute(EMPTY);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
