package bici.infra.slow;

import java.time.Duration;

/**
 * What a rider saw of the server.
 *
 * @param slowest of those requests that were answered
 */
public record RidersSeen(int asked, int answered, Duration slowest) {
    boolean isGood() {
        return asked > 0 && answered == asked;
    }
}
