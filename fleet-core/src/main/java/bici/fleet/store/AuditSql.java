package bici.fleet.store;

import java.util.List;

/** The audit's checks, whole: each answers one text a violation. Written apart from the code they check. */
final class AuditSql {
    /** A named check. */
    record Check(String invariant, String title, String sql) {}

    private static final Check ONE_ROW_A_BIKE = new Check("I1", "one place a bike", """
            SELECT bike_id || ' has ' || count(*) || ' rows' FROM bike GROUP BY bike_id HAVING count(*) > 1
            UNION ALL
            SELECT bike_id || ' is in place ' || place || ' but has dock ' || coalesce(station_id, '-') || ', trip '
              || coalesce(trip_id, '-')
            FROM bike WHERE (place = 'dock') <> (station_id IS NOT NULL AND dock IS NOT NULL)
              OR (place = 'trip') <> (trip_id IS NOT NULL)""");

    private static final Check ONE_BIKE_A_DOCK = new Check("I1", "one bike a dock, and docks agree with bikes", """
            SELECT 'dock ' || station_id || '/' || dock || ' holds ' || count(*) || ' bikes' FROM bike
            WHERE place = 'dock' GROUP BY station_id, dock HAVING count(*) > 1
            UNION ALL
            SELECT 'bike ' || b.bike_id || ' stands in ' || b.station_id || '/' || b.dock || ', which holds '
              || coalesce(d.bike_id, 'nothing')
            FROM bike b LEFT JOIN dock d ON d.station_id = b.station_id AND d.dock = b.dock
            WHERE b.place = 'dock' AND d.bike_id IS DISTINCT FROM b.bike_id
            UNION ALL
            SELECT 'dock ' || d.station_id || '/' || d.dock || ' holds ' || d.bike_id || ', which is in '
              || coalesce(b.place::text || ' ' || coalesce(b.station_id || '/' || b.dock, ''), 'no place')
            FROM dock d LEFT JOIN bike b ON b.bike_id = d.bike_id
            WHERE d.bike_id IS NOT NULL AND (b.place IS DISTINCT FROM 'dock'
              OR b.station_id IS DISTINCT FROM d.station_id OR b.dock IS DISTINCT FROM d.dock)
              AND NOT EXISTS (SELECT FROM dock_contradiction c WHERE c.station_id = d.station_id AND c.dock = d.dock)""");

    private static final Check RIDING_BIKES = new Check("I1", "bikes on trips and open trips are the same", """
            SELECT 'bike ' || coalesce(b.bike_id, t.bike_id) || ': on trip ' || coalesce(b.trip_id, 'none')
              || ', open trip ' || coalesce(t.trip_id, 'none')
            FROM (SELECT * FROM bike WHERE place = 'trip') b
              FULL JOIN (SELECT * FROM open_trip WHERE state = 'riding') t
              ON t.bike_id = b.bike_id AND t.trip_id = b.trip_id
            WHERE b.bike_id IS NULL OR t.bike_id IS NULL""");

    private static final Check ONE_OPEN_TRIP = new Check("I2", "one open trip a bike", """
            SELECT bike_id || ' rides ' || count(*) || ' trips' FROM open_trip WHERE state = 'riding'
            GROUP BY bike_id HAVING count(*) > 1""");

    private static final Check NO_OVERLAP =
            new Check("I2", "no bike on two trips at one time; who is on two is contested", """
            WITH ridden AS (
              SELECT trip_id, bike_id, rider_id, cause, cause_id, started_at, ended_at FROM trip
              UNION ALL
              SELECT trip_id, bike_id, rider_id, cause, cause_id, started_at, 'infinity' FROM open_trip
              WHERE state = 'riding'),
            compared AS (
              SELECT *, max(ended_at) OVER (PARTITION BY bike_id ORDER BY started_at, ended_at, trip_id
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until FROM ridden)
            SELECT 'bike ' || bike_id || ' is busy until ' || busy_until || ' when trip ' || trip_id || ' starts at '
              || started_at
            FROM compared WHERE started_at < busy_until
            UNION ALL
            SELECT 'trips ' || a.trip_id || ' and ' || b.trip_id || ' are one rider''s at one time, and not contested'
            FROM ridden a JOIN ridden b ON a.rider_id = b.rider_id AND a.trip_id < b.trip_id
              AND a.started_at < b.ended_at AND b.started_at < a.ended_at
            WHERE EXISTS (SELECT FROM unnest(ARRAY[a.trip_id, b.trip_id]) AS one (trip_id)
              WHERE NOT EXISTS (SELECT FROM contested_trip c WHERE c.trip_id = one.trip_id)
                AND NOT EXISTS (SELECT FROM ruling r WHERE r.trip_id = one.trip_id AND r.kind = 'uphold'))""");

    private static final Check TRIPS_HAVE_FACTS =
            new Check("I6", "every trip has its removal, every end its docking", """
            WITH known AS (
              SELECT station_id || '.' || journal || '.' || sequence AS fact_id, bike_id, kind, journal, cause FROM fact
              WHERE kind IN ('bike-removed', 'bike-docked')),
            stored AS (
              SELECT trip_id, bike_id, NULL AS end_fact FROM open_trip UNION ALL
              SELECT trip_id, bike_id, end_fact FROM trip),
            ruled AS (
              SELECT trip_id, ruling_id, 'forced-return' AS kind, started_at, ended_at FROM trip
              WHERE ruling_id IS NOT NULL
              UNION ALL
              SELECT trip_id, ruling_id, 'revert', started_at, NULL FROM open_trip WHERE ruling_id IS NOT NULL)
            SELECT 'trip ' || s.trip_id || ' has no removal of bike ' || s.bike_id FROM stored s
            WHERE NOT EXISTS (SELECT FROM known k WHERE k.fact_id = s.trip_id AND k.bike_id = s.bike_id
              AND k.kind = 'bike-removed' AND k.journal > 0 AND k.cause <> 'crew')
            UNION ALL
            SELECT 'trip ' || s.trip_id || ' ends by ' || s.end_fact || ', which docked no bike ' || s.bike_id
            FROM stored s
            WHERE s.end_fact IS NOT NULL AND NOT EXISTS (SELECT FROM known k WHERE k.fact_id = s.end_fact
              AND k.bike_id = s.bike_id AND k.kind = 'bike-docked')
            UNION ALL
            SELECT 'trip ' || s.trip_id || ' rests on ruling ' || s.ruling_id || ', which did not say so or stands no more'
            FROM ruled s LEFT JOIN LATERAL (SELECT * FROM ruling r WHERE r.trip_id = s.trip_id
              ORDER BY r.ruling_id DESC LIMIT 1) AS r ON true
            WHERE r.ruling_id IS DISTINCT FROM s.ruling_id OR r.kind::text IS DISTINCT FROM s.kind
              OR greatest(r.ruled_at, s.started_at) IS DISTINCT FROM coalesce(s.ended_at, s.started_at)""");

    private static final Check FACTS_WERE_SENT =
            new Check("I6", "every fact was sent, every inferred fact has its evidence", """
            SELECT 'fact ' || f.station_id || '.' || f.journal || '.' || f.sequence || ' was never received'
            FROM fact f LEFT JOIN station_journal j ON j.station_id = f.station_id AND j.journal = f.journal
            WHERE f.journal > 0 AND NOT coalesce(j.received @> f.sequence, false)
            UNION ALL
            SELECT 'fact ' || station_id || '.' || journal || '.' || sequence || ' happened at ' || at
              || ' and arrived sooner, at ' || arrived_at
            FROM fact WHERE at > arrived_at + interval '2 seconds'
            UNION ALL
            SELECT 'fact ' || t.station_id || '.' || t.journal || '.' || t.sequence || ' was judged anew to have happened at '
              || t.at || ' and arrived sooner, at ' || coalesce(f.arrived_at::text, 'no time')
            FROM fact_time t LEFT JOIN fact f USING (station_id, journal, sequence)
            WHERE t.at > coalesce(f.arrived_at, '-infinity') + interval '2 seconds'
            UNION ALL
            SELECT 'inferred fact ' || f.station_id || '.0.' || f.sequence || ' rests on no inventory'
            FROM fact f LEFT JOIN birth_dock i ON i.station_id = f.station_id AND i.epoch = f.evidence_epoch
              AND i.dock = f.dock
            WHERE f.journal = 0 AND (i.dock IS NULL OR (f.kind = 'bike-docked') <> (i.bike_id IS NOT DISTINCT FROM
              f.bike_id))""");

    private static final Check FACTS_ONCE = new Check("I7", "every fact once", """
            SELECT 'fact ' || station_id || '.' || journal || '.' || sequence || ' is there ' || count(*) || ' times'
            FROM fact GROUP BY station_id, journal, sequence HAVING count(*) > 1
            UNION ALL
            SELECT 'journal ' || j.station_id || '.' || j.journal || ' received ' || j.received_count || ' facts, '
              || coalesce(f.facts, 0) || ' are there'
            FROM (SELECT station_id, journal, coalesce((SELECT sum(upper(r) - lower(r)) FROM unnest(received) r), 0)
                AS received_count FROM station_journal) j
              LEFT JOIN (SELECT station_id, journal, count(DISTINCT sequence) AS facts FROM fact GROUP BY 1, 2) f
              USING (station_id, journal)
            WHERE j.received_count <> coalesce(f.facts, 0)""");

    /** Where an inventory shows a bike that is elsewhere (numbered from 10^12) is no fact of the dock. */
    private static final Check DOCKS_FOLD = new Check("I7", "docks equal the fold over their facts", """
            WITH placed AS (
              SELECT f.station_id, f.dock, f.bike_id, f.kind, coalesce(b.journal, f.journal) AS in_journal,
                coalesce(b.as_of, f.sequence) AS as_of, coalesce(b.epoch, 0) AS epoch,
                CASE WHEN f.journal = 0 THEN f.sequence ELSE 0 END AS nth
              FROM fact f LEFT JOIN birth b ON f.journal = 0 AND b.station_id = f.station_id
                AND b.epoch = f.evidence_epoch
              WHERE f.kind IN ('bike-removed', 'bike-docked') AND (f.journal > 0 OR f.sequence < 1000000000000)),
            last AS (SELECT DISTINCT ON (station_id, dock) * FROM placed
              ORDER BY station_id, dock, in_journal DESC, as_of DESC, epoch DESC, nth DESC)
            SELECT 'dock ' || station_id || '/' || dock || ' holds ' || coalesce(d.bike_id, 'nothing')
              || ', its facts say ' || coalesce(CASE WHEN l.kind <> 'bike-removed' THEN l.bike_id END, 'nothing')
            FROM dock d FULL JOIN last l USING (station_id, dock)
            WHERE d.bike_id IS DISTINCT FROM CASE WHEN l.kind <> 'bike-removed' THEN l.bike_id END""");

    private static final Check AVAILABILITY_FOLD = new Check(
            "I7",
            "availability over time equals the count over facts",
            """
            WITH recounted AS (SELECT * FROM (
            """
                    + AvailabilitySql.RECOUNT.replace(
                            "f.station_id = ANY (?)", "f.station_id IN (SELECT station_id FROM station)")
                    + """
            ) AS r)
            SELECT 'availability of ' || coalesce(a.station_id, r.station_id) || ' at ' || coalesce(a.at, r.at) || ': '
              || coalesce(a.bikes::text, 'none') || ', its facts say ' || coalesce(r.bikes::text, 'none')
            FROM availability a FULL JOIN recounted r ON r.station_id = a.station_id AND r.at = a.at
              AND r.journal = a.journal AND r.sequence = a.sequence
            WHERE a.bikes IS DISTINCT FROM r.bikes""");

    /**
     * At one instant the order is where the bike was, which the refold in code knows: here only clear cases. What an
     * inventory shows to be gone (a removal in journal 0) ends no trip.
     */
    private static final Check TRIPS_FOLD = new Check(
            "I7", "no fact of its bike lies within a trip, no docking ends two, no known docking is left out", """
            SELECT 'trip ' || t.trip_id || ' passes over fact ' || f.station_id || '.' || f.journal || '.' || f.sequence
            FROM trip t JOIN bike b ON b.bike_id = t.bike_id AND NOT b.disordered
              JOIN fact f ON f.bike_id = t.bike_id AND f.at > t.started_at AND f.at < t.ended_at
            WHERE f.kind = 'bike-docked' OR (f.kind = 'bike-removed' AND f.journal > 0)
            UNION ALL
            SELECT 'docking ' || end_fact || ' ends ' || count(*) || ' trips' FROM trip GROUP BY end_fact
            HAVING count(*) > 1
            UNION ALL
            SELECT 'trip ' || o.trip_id || ' is open though bike ' || o.bike_id || ' has later facts'
            FROM open_trip o JOIN bike b ON b.bike_id = o.bike_id AND NOT b.disordered
            WHERE o.state = 'riding' AND EXISTS (SELECT FROM fact f WHERE f.bike_id = o.bike_id
              AND f.at > o.started_at AND (f.kind = 'bike-docked' OR (f.kind = 'bike-removed' AND f.journal > 0)))""");

    /** Of a bike that was not of the fleet then, only what a rider's command let go: each command once. */
    private static final Check TRIPS_CONSERVED = new Check(
            "I9",
            "removals by riders = open + ended + contested + corrected away; none ends before it starts",
            """
            SELECT removals || ' removals, ' || open_trips || ' open, ' || ended || ' ended, ' || contested
              || ' contested and ' || away || ' trips corrected away'
            FROM (SELECT
                (SELECT count(*) FROM (SELECT DISTINCT CASE WHEN b.fleet_from <= coalesce(anew.at, f.at)
                    THEN f.station_id || '.' || f.journal || '.' || f.sequence ELSE f.bike_id || ' ' || f.cause_id END
                  FROM fact f JOIN bike b USING (bike_id)
            """ + CountedTime.JOIN + """
                  WHERE f.kind = 'bike-removed' AND f.journal > 0 AND f.cause <> 'crew'
                    AND (b.fleet_from <= coalesce(anew.at, f.at) OR (f.cause = 'command' AND f.flag IS NULL))) AS d) AS removals,
                (SELECT count(*) FROM open_trip o WHERE o.state <> 'corrected-away' AND NOT EXISTS (SELECT
                  FROM contested_trip c WHERE c.trip_id = o.trip_id)) AS open_trips,
                (SELECT count(*) FROM trip t WHERE NOT EXISTS (SELECT FROM contested_trip c
                  WHERE c.trip_id = t.trip_id)) AS ended,
                (SELECT count(*) FROM contested_trip) AS contested,
                (SELECT count(*) FROM open_trip o JOIN ruling r USING (ruling_id)
                  WHERE o.state = 'corrected-away' AND r.kind = 'revert') AS away) AS counts
            WHERE removals <> open_trips + ended + contested + away
            UNION ALL
            SELECT 'trip ' || trip_id || ' ends before it starts' FROM trip WHERE ended_at < started_at""");

    private static final Check COUNTS =
            new Check("I11", "the bikes shown at a station are the bikes in its docks", """
            SELECT 'station ' || s.station_id || ' shows ' || coalesce(st.bikes::text, 'no count of')
              || ' bikes, its docks hold ' || coalesce(d.n, 0)
              || ', ' || coalesce(b.n, 0) || ' bikes stand there, ' || coalesce(c.n, 0) || ' were seen elsewhere since'
            FROM station s LEFT JOIN station_state st USING (station_id)
              LEFT JOIN (SELECT station_id, count(bike_id) AS n FROM dock GROUP BY 1) d USING (station_id)
              LEFT JOIN (SELECT station_id, count(*) AS n FROM bike WHERE place = 'dock' GROUP BY 1) b
                USING (station_id)
              LEFT JOIN (SELECT station_id, count(*) AS n FROM dock_contradiction GROUP BY 1) c USING (station_id)
            WHERE st.bikes IS DISTINCT FROM coalesce(d.n, 0)
              OR coalesce(d.n, 0) <> coalesce(b.n, 0) + coalesce(c.n, 0)""");

    static final List<Check> CHECKS = List.of(
            ONE_ROW_A_BIKE,
            ONE_BIKE_A_DOCK,
            RIDING_BIKES,
            ONE_OPEN_TRIP,
            NO_OVERLAP,
            TRIPS_HAVE_FACTS,
            FACTS_WERE_SENT,
            FACTS_ONCE,
            DOCKS_FOLD,
            AVAILABILITY_FOLD,
            TRIPS_FOLD,
            TRIPS_CONSERVED,
            COUNTS);

    static final String REFOLD_FACTS = CountedTime.STEP + """
            , b.fleet_from
            FROM fact f LEFT JOIN bike b USING (bike_id)
            """ + CountedTime.JOIN + """
            WHERE f.bike_id IS NOT NULL AND f.kind IN ('bike-removed', 'bike-docked') ORDER BY f.bike_id""";

    static final String REFOLD_STORED = """
            SELECT bike_id, trip_id, state, end_fact, ended_at, started_at, overtaken_by, ruling_id, repaired,
              start_estimated, end_estimated FROM (
              SELECT bike_id, trip_id, state::text AS state, NULL AS end_fact, NULL::timestamptz AS ended_at, started_at,
                overtaken_by, ruling_id, false AS repaired, start_estimated, false AS end_estimated FROM open_trip UNION ALL
              SELECT bike_id, trip_id, 'ended', end_fact, ended_at, started_at, NULL, ruling_id, repaired, start_estimated,
                end_estimated FROM trip) AS t
            ORDER BY bike_id""";

    private AuditSql() {}
}
