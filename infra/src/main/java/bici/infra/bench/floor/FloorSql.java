package bici.infra.bench.floor;

/** What the floor of {@code ingest} keeps: each message as it came, under the key that table {@code fact} has. */
public final class FloorSql {
    static final String CREATE_SCHEMA = "CREATE SCHEMA bench";

    static final String CREATE_RAW_FACTS = """
            CREATE TABLE bench.raw_fact (station_id text COLLATE "C" NOT NULL, journal integer NOT NULL,
              sequence bigint NOT NULL, device_time timestamptz NOT NULL, arrived_at timestamptz NOT NULL,
              payload text NOT NULL)""";

    static final String MAKE_HYPERTABLE = """
            SELECT create_hypertable('bench.raw_fact', by_range('device_time', INTERVAL '7 days'),
              create_default_indexes => false)""";

    static final String CREATE_KEY = """
            CREATE UNIQUE INDEX raw_fact_identity ON bench.raw_fact (station_id, journal, sequence, device_time)""";

    static final String COPY_RAW_FACTS = """
            COPY bench.raw_fact (station_id, journal, sequence, device_time, arrived_at, payload) FROM STDIN""";

    public static final String COUNT_RAW_FACTS = "SELECT count(*) FROM bench.raw_fact";

    private FloorSql() {}
}
