package bici.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.report.Rebuild.Outcome;
import bici.fleet.store.PostgresRebuild;

/** What a database's record says anew. */
public final class Rebuilt {
    private Rebuilt() {}

    /** Beside a copy of the migrated template, which is there in a tenth of the time of a migration. */
    public static Outcome check(TestDatabase database) {
        try (TestDatabase beside = TestDatabase.create()) {
            return new PostgresRebuild(database.dataSource(), beside.dataSource()).check((facts, of) -> {});
        }
    }

    /** As the verb does, in a schema of the same database that is migrated for it: takes seconds. */
    public static Outcome checkInASecondSchema(TestDatabase database) {
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
