package bici.infra.bench;

import bici.infra.database.DatabaseSource;
import bici.infra.database.EmbeddedDatabase;
import bici.infra.machine.Progress;
import bici.infra.run.RunPlace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Places of a short run: their databases are of one temporary server, which is started with the first. One thread. */
final class QuickPlaces implements AutoCloseable {
    private static final String TEMPLATE = "bench";

    private final Progress progress;
    private @Nullable EmbeddedDatabase server;
    private int made;

    QuickPlaces(Progress progress) {
        this.progress = progress;
    }

    RunPlace make(String name) {
        EmbeddedDatabase shared = server;
        if (shared == null) {
            shared = EmbeddedDatabase.startTemporary(progress);
            server = shared;
            shared.createTemplate(TEMPLATE);
        }
        made++;
        return RunPlace.of(
                Optional.of(new DatabaseSource.Server(shared.createDatabase("bench_" + made, TEMPLATE))), name);
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
