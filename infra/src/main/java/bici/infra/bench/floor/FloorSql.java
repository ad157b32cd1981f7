package bici.infra.bench.floor;

/** What floors keep: of {@code ingest} each message as it came, under the key that table {@code fact} has; of {@code unlock} two rows. */
public final class FloorSql {
    static final String CREATE_SCHEMA = "CREATE SCHEMA bench";

    static final String CREATE_RAW_FACTS = """
            CREATE TABLE bench.raw_fact (station_id text COLLATE "C" NOT NULL, journal integer NOT NULL,
              sequence bigint NOT NULL, device_time timestamptz NOT NULL, arrived_at timestamptz NOT NULL,
              payload text NOT NULL)""";

    static final String MAKE_HYPERTABLE = """
            SELECT create_hypertable('bench.raw_fact', by_range('arrived_at', INTERVAL '30 days'),
              create_default_indexes => false)""";

    static final String CREATE_KEY = """
            CREATE UNIQUE INDEX raw_fact_identity ON bench.raw_fact (station_id, journal, sequence, arrived_at)""";

    static final String COPY_RAW_FACTS = """
            COPY bench.raw_fact (station_id, journal, sequence, device_time, arrived_at, payload) FROM STDIN""";

    public static final String COUNT_RAW_FACTS = "SELECT count(*) FROM bench.raw_fact";

    static final String CREATE_RAW_UNLOCKS = """
            CREATE TABLE bench.raw_unlock (unlock_id text COLLATE "C" NOT NULL, step text NOT NULL, body text NOT NULL,
              at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (unlock_id, step))""";

    static final String ADD_RAW_UNLOCK = "INSERT INTO bench.raw_unlock (unlock_id, step, body) VALUES (?, ?, ?)";

    static final String CREATE_RAW_READINGS = """
            CREATE TABLE bench.raw_reading (station_id text COLLATE "C" NOT NULL, arrived_at timestamptz NOT NULL,
              payload text NOT NULL)""";

    static final String MAKE_READINGS_HYPERTABLE = """
            SELECT create_hypertable('bench.raw_reading', by_range('arrived_at', INTERVAL '1 day'),
              create_default_indexes => false)""";

    static final String COPY_RAW_READINGS = "COPY bench.raw_reading (station_id, arrived_at, payload) FROM STDIN";

    /** Both rows of an unlock. */
    public static final String COUNT_RAW_UNLOCKS = """
            SELECT count(*) FROM bench.raw_unlock asked JOIN bench.raw_unlock obeyed USING (unlock_id)
            WHERE asked.step = 'asked' AND obeyed.step = 'obeyed'""";

    private FloorSql() {}
}
