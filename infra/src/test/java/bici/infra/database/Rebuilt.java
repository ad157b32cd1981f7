package bici.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.report.Rebuild.Outcome;
import bici.fleet.store.PostgresRebuild;

/** What a database's record says anew: takes about a second, so for chosen worlds. */
public final class Rebuilt {
    private Rebuilt() {}

    public static Outcome check(TestDatabase database) {
        try (SecondSchema beside = SecondSchema.open(database.address())) {
            return new PostgresRebuild(database.dataSource(), beside.dataSource()).check((facts, of) -> {});
        }
    }

    /** Everything that stands follows from the record. */
    public static void assertFollows(TestDatabase database) {
        Outcome outcome = check(database);
        assertThat(outcome.examples())
                .as("what stands otherwise than the record says")
                .isEmpty();
        assertThat(outcome.differences()).isZero();
    }
}
