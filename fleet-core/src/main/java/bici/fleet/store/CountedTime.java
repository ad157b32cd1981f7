package bici.fleet.store;

/**
 * The time that counts for a fact {@code f}: its newest judgement, which for nearly all is the fact's own. Parts of statements.
 */
final class CountedTime {
    /** To be joined to {@code fact f}. */
    static final String JOIN = """
            LEFT JOIN LATERAL (SELECT t.* FROM fact_time t WHERE t.station_id = f.station_id AND t.journal = f.journal
              AND t.sequence = f.sequence ORDER BY t.epoch DESC, t.rules DESC LIMIT 1) AS anew ON true
            """;

    /** All that its later judgements left possible, to be joined to {@code fact f}; nothing where it was judged once. */
    static final String EVERY_JUDGEMENT = """
            LEFT JOIN LATERAL (SELECT min(least(t.at, t.earliest)) AS earliest, max(t.at) AS latest FROM fact_time t
              WHERE t.station_id = f.station_id AND t.journal = f.journal AND t.sequence = f.sequence) AS judged ON true
            """;

    static final String AT = "coalesce(anew.at, f.at)";

    static final String EARLIEST = "CASE WHEN anew.at IS NULL THEN f.earliest ELSE anew.earliest END";

    static final String QUALITY = "coalesce(anew.time_quality, f.time_quality)";

    static final String SKEW = "CASE WHEN anew.at IS NULL THEN f.skew_ms ELSE anew.skew_ms END";

    /** A step of a bike, from {@code fact f} with the join. */
    static final String STEP = "SELECT f.bike_id, f.station_id, f.journal, f.sequence, " + AT + " AS at, " + EARLIEST
            + " AS earliest, " + QUALITY + " AS time_quality, f.kind, f.dock, f.cause, f.cause_id, f.flag\n";

    private CountedTime() {}
}
