package bici.infra.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The properties hold in every state of each model; with a mistake planted, the property it breaks does not. */
class ModelsTest {
    private static final long LEAST_STATES = 100_000;
    private static final int AT_ONCE = 2;

    /** A model, and the property that each mistake breaks: none of them is found by luck. */
    record Model(String module, Map<String, String> faults) {
        String word() {
            return module.toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return module;
        }
    }

    static List<Model> models() {
        return List.of(
                new Model(
                        "Unlock",
                        Map.of(
                                "key-not-looked-up", "OneHolder",
                                "unknown-told-as-failed", "FailedIsTrue",
                                "age-counts-from-publishing", "NoLateOpening",
                                "published-is-done", "DoneIsTrue",
                                "inventory-before-its-facts", "FailedIsTrue",
                                "no-deadline", "NoLateOpening",
                                "old-session-obeyed", "NoLateOpening",
                                "refused-not-remembered", "FailedIsTrue",
                                "lock-before-journal", "JournalResolves",
                                "ids-forgotten", "OneOpening")),
                new Model(
                        "Return",
                        Map.of(
                                "order-of-arrival", "EndsAreTrue",
                                "acknowledged-before-commit", "NothingForgotten",
                                "kept-twice", "OnceEach",
                                "inventory-before-its-facts", "OnlyWhatWasGivenUp",
                                "agreement-is-forgotten", "PlaceIsTrue",
                                "inventory-as-of-now", "OnlyWhatWasGivenUp",
                                "promise-forgotten", "FreeForGood",
                                "charged-whole-again", "ChargedOnce",
                                "late-fact-not-folded", "PlaceIsTrue",
                                "inferred-at-arrival", "NothingInvented")));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aModelKeepsItsPromisesInEveryState(Model model, @TempDir Path folder) throws Exception {
        Tlc.Verdict verdict = Tlc.check(model.module(), folder.resolve("right"));
        assertThat(verdict.holds()).as(verdict.said()).isTrue();
        assertThat(verdict.distinct()).isGreaterThanOrEqualTo(LEAST_STATES);
        System.out.printf("model: %s states=%d%n", model.word(), verdict.distinct());
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyPlantedFaultOfAModelIsFound(Model model, @TempDir Path folder) throws Exception {
        Map<String, String> found = new TreeMap<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            Map<String, Future<String>> running = new TreeMap<>();
            for (String fault : model.faults().keySet()) {
                Callable<String> check = () ->
                        Tlc.check(model.module(), fault, folder.resolve(fault)).violated();
                running.put(fault, pool.submit(check));
            }
            for (Map.Entry<String, Future<String>> check : running.entrySet()) {
                found.put(check.getKey(), check.getValue().get());
            }
        }
        System.out.printf(
                "model: %s planted=%d found=%d%n",
                model.word(),
                model.faults().size(),
                found.values().stream().filter(property -> !property.isEmpty()).count());
        assertThat(found).isEqualTo(model.faults());
    }
}
