package bici.api.opendata;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The versions of GBFS that are served, side by side. */
enum GbfsVersion {
    V2_3("2.3") {
        @Override
        Object time(Instant at) {
            return at.getEpochSecond();
        }
    },
    V3_0("3.0") {
        @Override
        Object time(Instant at) {
            return at.truncatedTo(ChronoUnit.SECONDS).toString();
        }
    };

    private final String number;

    GbfsVersion(String number) {
        this.number = number;
    }

    String number() {
        return number;
    }

    /** A time as this version writes it: seconds since 1970 in 2.3, RFC 3339 in UTC in 3.0. */
    abstract Object time(Instant at);
}
