package bici.infra.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The properties hold in every state of the model; with a mistake planted, the property it breaks does not. */
class ModelsTest {
    private static final long LEAST_STATES = 100_000;

    /** Of Unlock.tla, with the property each breaks: none of them is found by luck. */
    private static final Map<String, String> UNLOCK_FAULTS = new TreeMap<>(Map.of(
            "key-not-looked-up", "OneHolder",
            "unknown-told-as-failed", "FailedIsTrue",
            "age-counts-from-publishing", "NoLateOpening",
            "published-is-done", "DoneIsTrue",
            "inventory-before-its-facts", "FailedIsTrue",
            "no-deadline", "NoLateOpening",
            "old-session-obeyed", "NoLateOpening",
            "refused-not-remembered", "FailedIsTrue",
            "lock-before-journal", "JournalResolves",
            "ids-forgotten", "OneOpening"));

    @Test
    void anUnlockKeepsItsPromisesInEveryState(@TempDir Path folder) throws Exception {
        Tlc.Verdict verdict = Tlc.check("Unlock", "none", folder.resolve("right"));
        assertThat(verdict.holds()).as(verdict.said()).isTrue();
        assertThat(verdict.distinct()).isGreaterThanOrEqualTo(LEAST_STATES);
        System.out.printf("model: unlock states=%d%n", verdict.distinct());
    }

    @Test
    void everyPlantedFaultOfAnUnlockIsFound(@TempDir Path folder) throws Exception {
        Map<String, String> found = new TreeMap<>();
        for (String fault : UNLOCK_FAULTS.keySet()) {
            found.put(fault, Tlc.check("Unlock", fault, folder.resolve(fault)).violated());
        }
        System.out.printf(
                "model: unlock planted=%d found=%d%n",
                UNLOCK_FAULTS.size(),
                found.values().stream().filter(property -> !property.isEmpty()).count());
        assertThat(found).isEqualTo(UNLOCK_FAULTS);
    }
}
