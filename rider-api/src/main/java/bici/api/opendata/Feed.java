package bici.api.opendata;

import java.time.Duration;
import java.util.Locale;

/** The files of GBFS that a docked system has. */
enum Feed {
    GBFS(Pace.STEADY),
    GBFS_VERSIONS(Pace.STEADY),
    SYSTEM_INFORMATION(Pace.STEADY),
    /** In 2.3 only; 3.0 has it within the system information. */
    SYSTEM_HOURS(Pace.STEADY),
    VEHICLE_TYPES(Pace.STEADY),
    STATION_INFORMATION(Pace.STEADY),
    STATION_STATUS(Pace.LIVE),
    /** In 2.3 {@code free_bike_status}. */
    VEHICLE_STATUS(Pace.LIVE),
    SYSTEM_REGIONS(Pace.STEADY),
    SYSTEM_PRICING_PLANS(Pace.STEADY),
    SYSTEM_ALERTS(Pace.LIVE);

    static final Duration LONGEST_TTL = Pace.STEADY.ttl;

    private final Pace pace;

    Feed(Pace pace) {
        this.pace = pace;
    }

    /** How long readers may keep it. A feed that has not changed is dated anew shortly before this time is over. */
    Duration ttl() {
        return pace.ttl;
    }

    String fileName(GbfsVersion version) {
        return this == VEHICLE_STATUS && version == GbfsVersion.V2_3
                ? "free_bike_status"
                : name().toLowerCase(Locale.ROOT);
    }

    private enum Pace {
        LIVE(Duration.ofSeconds(10)),
        STEADY(Duration.ofMinutes(5));

        private final Duration ttl;

        Pace(Duration ttl) {
            this.ttl = ttl;
        }
    }
}
