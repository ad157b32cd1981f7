package bici.gateway.limits;

/** A sustained rate with a burst. Not safe for use by several threads; time is {@code System.nanoTime}. */
public final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final double burst;
    private double tokens;
    private long lastNanos;

    public TokenBucket(double perSecond, double burst, long nowNanos) {
        if (perSecond <= 0 || burst < 1) {
            throw new IllegalArgumentException("a rate needs a positive speed and room for one");
        }
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.lastNanos = nowNanos;
    }

    /** Takes one if there is one. */
    public boolean tryTake(long nowNanos) {
        tokens = Math.min(burst, tokens + Math.max(0, nowNanos - lastNanos) / NANOS_PER_SECOND * perSecond);
        lastNanos = nowNanos;
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }

    /** Milliseconds until there is one again. */
    public long waitMs() {
        return tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / perSecond * 1_000);
    }
}
