package bici.gateway.limits;

import bici.fleet.vocabulary.StationId;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often stations may connect, each alone and all together. Safe from any thread. There is one bucket per station
 * that ever showed a good certificate, so strangers cannot make it grow.
 */
public final class ConnectRates {
    private static final double SECONDS_PER_MINUTE = 60;

    private final int perStationPerMinute;
    private final TokenBucket all;
    private final Map<StationId, TokenBucket> perStation = new ConcurrentHashMap<>();

    public ConnectRates(int perStationPerMinute, int globalPerSecond, long nowNanos) {
        this.perStationPerMinute = perStationPerMinute;
        this.all = new TokenBucket(globalPerSecond, globalPerSecond, nowNanos);
    }

    /** Empty when the connection may be, else the milliseconds to wait. */
    public OptionalLong findWaitMs(StationId station, long nowNanos) {
        TokenBucket own = perStation.computeIfAbsent(
                station, s -> new TokenBucket(perStationPerMinute / SECONDS_PER_MINUTE, perStationPerMinute, nowNanos));
        OptionalLong wait = take(own, nowNanos);
        return wait.isPresent() ? wait : take(all, nowNanos);
    }

    private static OptionalLong take(TokenBucket bucket, long nowNanos) {
        synchronized (bucket) {
            return bucket.tryTake(nowNanos) ? OptionalLong.empty() : OptionalLong.of(bucket.waitMs());
        }
    }
}
