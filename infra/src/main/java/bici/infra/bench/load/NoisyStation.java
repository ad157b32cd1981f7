package bici.infra.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The one station of a crowd, with a clock chip that tells arbitrary dates: each of its facts is of another week between 1970
 * and 2142, in no order, of a boot that never connected. Every other fact takes its bike out of a dock or puts it back, the rest
 * are buttons. Its public methods block.
 */
public final class NoisyStation {
    /** Of so many facts no two are of one week. */
    public static final int WEEKS = 9_000;

    /** Has no divisor in common with {@link #WEEKS}. */
    private static final int STRIDE = 3_571;

    private static final long WEEK_MS = Duration.ofDays(7).toMillis();
    private static final String HEAD = "{\"journal\":1,\"boot\":7,\"clock\":\"held\",\"offline\":true,\"facts\":[";
    private static final String BUTTON = "\"kind\":\"button\",\"dock\":1,\"code\":\"r\"";
    private static final int FACTS_IN_A_MESSAGE = 400;
    private static final int MESSAGES_IN_FLIGHT = 4;
    private static final Duration A_MOMENT = Duration.ofSeconds(10);

    private final StationCrowd crowd;
    private final StationLink link;
    private final String bike;
    private final UnderWay moves;
    private boolean docked;
    private long written;
    private long handed;

    /** Nothing of it is told yet. */
    public NoisyStation(StationCrowd crowd, String bike) {
        this.crowd = crowd;
        this.moves = new UnderWay(crowd);
        this.link = crowd.links().getFirst();
        this.bike = bike;
    }

    /** Hands over so many facts of its journal, as full messages; returns when each was acknowledged. */
    public void hand(int facts, Duration limit) {
        crowd.on(limit, () -> {
            List<String> journal = new ArrayList<>();
            for (int left = facts; left > 0; left -= FACTS_IN_A_MESSAGE) {
                journal.add(message(Math.min(left, FACTS_IN_A_MESSAGE)));
            }
            Iterator<String> messages = journal.iterator();
            List<Future<Void>> lanes = new ArrayList<>();
            for (int lane = 0; lane < MESSAGES_IN_FLIGHT; lane++) {
                Promise<Void> done = Promise.promise();
                sayNext(messages, done);
                lanes.add(done.future());
            }
            handed += facts;
            return Future.all(lanes).mapEmpty();
        });
    }

    private void sayNext(Iterator<String> messages, Promise<Void> done) {
        if (messages.hasNext()) {
            link.publish("facts", messages.next(), () -> sayNext(messages, done));
        } else {
            done.complete();
        }
    }

    /** Moves its bike so many times a second from now on, a message each, until {@link #rest}: as long as it may have more in flight. */
    public void pace(int perSecond) {
        crowd.on(
                A_MOMENT,
                () -> moves.pace(perSecond, () -> {
                    if (link.unacknowledged() < StationLink.MOST_IN_FLIGHT / 2) {
                        move(moves::end);
                    }
                }));
    }

    /** Ends the pace; returns when all that was said is acknowledged. */
    public void rest(Duration limit) {
        crowd.on(limit, moves::rest);
    }

    /** Moves its bike once; milliseconds to the acknowledgement. */
    public double moveOnce(Duration limit) {
        return crowd.on(limit, () -> {
            Promise<Double> took = Promise.promise();
            long began = System.nanoTime();
            move(() -> {
                moves.end();
                took.complete((System.nanoTime() - began) / 1e6);
            });
            return took.future();
        });
    }

    /** All that was acknowledged. */
    public long facts() {
        return handed + moves.ended();
    }

    private void move(Runnable acknowledged) {
        moves.begin();
        link.publish("facts", HEAD + entry(true) + "]}", acknowledged);
    }

    private String message(int facts) {
        List<String> entries = new ArrayList<>(facts);
        for (int n = 0; n < facts; n++) {
            entries.add(entry(written % 2 == 0));
        }
        return HEAD + String.join(",", entries) + "]}";
    }

    private String entry(boolean moving) {
        written++;
        if (moving) {
            docked = !docked;
        }
        String move = docked ? Statements.docked(1, bike) : Statements.removed(1, bike, Statements.byNobody());
        long week = written * STRIDE % WEEKS;
        return Statements.entry(link.nextSequence(), week * WEEK_MS, written, moving ? move : BUTTON);
    }
}
