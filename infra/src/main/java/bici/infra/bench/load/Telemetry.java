package bici.infra.bench.load;

import java.time.Duration;

/** Health messages of all stations of a crowd, in turn. Its public methods block. */
public final class Telemetry {
    private static final Duration A_MOMENT = Duration.ofSeconds(10);

    private final StationCrowd crowd;
    private final UnderWay messages;
    private int next;

    public Telemetry(StationCrowd crowd) {
        this.crowd = crowd;
        this.messages = new UnderWay(crowd);
    }

    /** Says so many a second from now on, until {@link #rest}. */
    public void pace(int perSecond) {
        crowd.on(A_MOMENT, () -> messages.pace(perSecond, this::say));
    }

    private void say() {
        messages.begin();
        StationLink link = crowd.links().get(next++ % crowd.links().size());
        link.publish("health", Statements.health(crowd.nowMs()), crowd.timed(messages::end));
    }

    /** Says no more; returns when all was acknowledged. */
    public void rest(Duration limit) {
        crowd.on(limit, messages::rest);
    }

    /** Values in all the messages that were acknowledged. */
    public long values() {
        return messages.ended() * Statements.HEALTH_VALUES;
    }
}
