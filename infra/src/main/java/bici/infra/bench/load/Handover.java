package bici.infra.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Stations that have come back and hand over their journals, all at once. Each has {@value #IN_FLIGHT} messages
 * unacknowledged at most: all of them together then hold less than the gateway keeps (64 MiB).
 */
public final class Handover {
    private static final int IN_FLIGHT = 4;

    private final StationCrowd crowd;
    private final List<List<String>> journals;

    /** The stations of the crowd are those of the portion, in the same order. */
    public Handover(StationCrowd crowd, Past.Portion portion) {
        this.crowd = crowd;
        this.journals = portion.messages();
    }

    /** Returns when every message was acknowledged. Blocking. */
    public void hand(Duration limit) {
        crowd.on(limit, () -> {
            List<Future<Void>> all = new ArrayList<>();
            for (int station = 0; station < journals.size(); station++) {
                StationLink link = crowd.links().get(station);
                Iterator<String> journal = journals.get(station).iterator();
                for (int lane = 0; lane < IN_FLIGHT; lane++) {
                    Promise<Void> done = Promise.promise();
                    sayNext(link, journal, done);
                    all.add(done.future());
                }
            }
            return Future.all(all).mapEmpty();
        });
    }

    private static void sayNext(StationLink link, Iterator<String> journal, Promise<Void> done) {
        if (journal.hasNext()) {
            link.publish("facts", journal.next(), () -> sayNext(link, journal, done));
        } else {
            done.complete();
        }
    }
}
