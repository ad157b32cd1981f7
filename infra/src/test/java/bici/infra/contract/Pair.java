package bici.infra.contract;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.ledger.Refused;
import java.util.List;
import java.util.function.Function;

/** Both, kept in step: whatever one does the other does, and both must answer, tell and keep the same. */
final class Pair implements AutoCloseable {
    final MemorySubject memory = new MemorySubject();
    final PostgresSubject postgres = new PostgresSubject();
    private String last = "nothing";

    /** Does something to both and compares what they answer. */
    <T> T both(String what, Function<Subject, T> act) {
        last = what;
        Object inMemory = outcome(memory, act);
        Object inPostgres = outcome(postgres, act);
        assertThat(inMemory).as(what).isEqualTo(inPostgres);
        assertThat(memory.takeNotices()).as("told after %s", what).isEqualTo(postgres.takeNotices());
        @SuppressWarnings("unchecked") // both answered it
        T answer = (T) inMemory;
        return answer;
    }

    private static Object outcome(Subject subject, Function<Subject, ?> act) {
        try {
            return act.apply(subject);
        } catch (Refused refused) {
            return "refused";
        }
    }

    void compare() {
        assertThat(memory.state()).as("after %s", last).isEqualTo(postgres.state());
    }

    List<String> violations() {
        return postgres.violations();
    }

    @Override
    public void close() {
        postgres.close();
    }
}
