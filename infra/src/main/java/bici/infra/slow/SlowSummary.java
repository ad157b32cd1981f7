package bici.infra.slow;

import java.time.Duration;

/**
 * What became of everybody.
 *
 * @param held connections of slow clients that were kept for longer than allowed
 * @param over that time
 * @param stationsLost stations that were cut off, or could not connect meanwhile
 * @param flooded connections of one address that were open at once
 * @param mostOfOneAddress how many may be
 */
public record SlowSummary(
        int held, Duration over, int stationsLost, RidersSeen riders, int flooded, int mostOfOneAddress) {
    /** Nobody was held, nobody else harmed. */
    public boolean isGood() {
        return held == 0 && stationsLost == 0 && riders.isGood() && flooded <= mostOfOneAddress;
    }

    /** The last line of the verb. */
    public String toLine() {
        return "slow: held=" + held + " over_s=" + over.toSeconds() + " stations_lost=" + stationsLost;
    }
}
