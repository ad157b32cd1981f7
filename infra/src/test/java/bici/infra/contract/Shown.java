package bici.infra.contract;

/** What both show alike: fields parted by bars, {@code -} where there is none, times to the microsecond. */
enum Shown {
    STATIONS(
            "station_state",
            "station_id",
            "epoch",
            "online",
            "journal",
            "last_sequence",
            "bikes",
            "inferred",
            "unreconciled_epoch",
            "@last_heard_at"),
    JOURNALS("station_journal", "station_id", "journal", "received", "excused"),
    BIRTHS("birth", "station_id", "epoch", "journal", "as_of", "@at", "reconciled_at IS NOT NULL"),
    /** At the times that count. */
    FACTS("""
            (SELECT f.station_id, f.journal, f.sequence, f.device_time, f.flag, f.evidence_epoch, coalesce(t.at, f.at) AS at,
              coalesce(t.time_quality, f.time_quality) AS time_quality
            FROM fact f LEFT JOIN (SELECT DISTINCT ON (station_id, journal, sequence) * FROM fact_time
              ORDER BY station_id, journal, sequence, epoch DESC, rules DESC) AS t USING (station_id, journal, sequence)) AS counted""", "station_id", "journal", "sequence", "@device_time", "@at", "time_quality", "flag", "evidence_epoch"),
    DOCKS("dock", "station_id", "dock", "bike_id", "lock", "fault", "journal", "sequence", "@at"),
    BIKES("bike", "bike_id", "place", "station_id", "dock", "trip_id", "@since", "last_fact", "@last_at", "disordered"),
    OPEN_TRIPS(
            "open_trip",
            "trip_id",
            "bike_id",
            "state",
            "@started_at",
            "start_station_id",
            "start_dock",
            "cause",
            "cause_id",
            "flag",
            "rider_id",
            "ruling_id"),
    TRIPS(
            "trip",
            "trip_id",
            "bike_id",
            "@started_at",
            "start_station_id",
            "start_dock",
            "@ended_at",
            "end_fact",
            "cause",
            "cause_id",
            "flag",
            "rider_id",
            "ruling_id",
            "repaired"),
    CORRECTIONS(
            "trip_correction",
            "trip_id",
            "@recorded_at",
            "was_end_fact",
            "@was_ended_at",
            "now_end_fact",
            "@now_ended_at"),
    RULINGS(
            "ruling",
            "ruling_id",
            "kind",
            "bike_id",
            "trip_id",
            "@ruled_at",
            "staff_id",
            "idempotency_key",
            "reason",
            "@made_at"),
    CHARGES("charge", "trip_id", "revision", "rider_id", "debit", "credit", "amount_cop"),
    AVAILABILITY("availability", "station_id", "journal", "sequence", "@at", "bikes"),
    QUARANTINE("quarantine", "station_id", "journal", "sequence", "@arrived_at", "reason"),
    COMMANDS(
            "command",
            "command_id",
            "station_id",
            "dock",
            "bike_id",
            "rider_id",
            "epoch",
            "state",
            "refusal",
            "@requested_at",
            "@sent_at",
            "reply",
            "@ended_at",
            "@released_at",
            "trip_id"),
    REQUESTS("unlock_request", "rider_id", "idempotency_key", "@requested_at", "command_id", "refusal");

    private final String table;
    private final String columns;

    Shown(String table, String... columns) {
        this.table = table;
        this.columns = String.join(",", columns);
    }

    /** A line a row. */
    String sql() {
        StringBuilder sql = new StringBuilder("SELECT concat_ws('|'");
        for (String column : columns.split(",", -1)) {
            String value = column.startsWith("@")
                    ? "to_char(" + column.substring(1) + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"
                    : "(" + column + ")::text";
            sql.append(", coalesce(").append(value).append(", '-')");
        }
        return sql.append(") FROM ").append(table).toString();
    }
}
