package bici.infra.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What really happened, read back.
 *
 * @param acts by fact id, in the order in which they were intended
 * @param answers of unlocks, in order
 * @param orders the last status of each order by its key
 */
record Truth(Map<String, Act> acts, List<Answer> answers, Map<String, Integer> orders) {

    /**
     * An act in the street.
     *
     * @param done false when a kill came before it was known whether it happened
     * @param cause as the fact says, {@code -} for none
     */
    record Act(String fact, long atMs, boolean done, String kind, int dock, String bike, String cause, String causeId) {
        String station() {
            return fact.substring(0, fact.indexOf('.'));
        }

        /** Whether it can be the same act as a recorded one. */
        String content() {
            return kind + ' ' + dock + ' ' + bike + ' ' + cause + ' ' + causeId;
        }

        boolean opensByCommand() {
            return cause.equals("command") && (kind.equals("bike-removed") || kind.equals("lock-opened-not-taken"));
        }

        boolean isRide() {
            return kind.equals("bike-removed") && !cause.equals("crew");
        }

        private Act happened() {
            return new Act(fact, atMs, true, kind, dock, bike, cause, causeId);
        }
    }

    /**
     * What a rider was told; status 0 is nothing.
     *
     * @param word why not, or the unlock's state
     */
    record Answer(long atMs, String rider, String key, int status, String word) {
        /** Request and answer go by these together. */
        String wish() {
            return rider + ' ' + key;
        }
    }

    static Truth read(Path file) {
        Map<String, Act> acts = new LinkedHashMap<>();
        List<Answer> answers = new ArrayList<>();
        Map<String, Integer> orders = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split(" ");
                if (words.length < 3 || !words[words.length - 1].equals(".")) {
                    continue;
                }
                long atMs = Long.parseLong(words[0]);
                switch (words[1]) {
                    case "intend" -> intend(acts, atMs, words);
                    case "done" -> acts.computeIfPresent(words[2], (fact, act) -> act.happened());
                    case "answer" ->
                        answers.add(new Answer(atMs, words[2], words[3], Integer.parseInt(words[4]), words[5]));
                    case "order" -> orders.put(words[2], Integer.parseInt(words[3]));
                    default -> {}
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the journal of the street, " + file, e);
        }
        return new Truth(acts, answers, orders);
    }

    /** A number that is used again was of an act that a kill kept from happening. */
    private static void intend(Map<String, Act> acts, long atMs, String[] words) {
        acts.remove(words[2]);
        int dock = Integer.parseInt(words[4]);
        acts.put(words[2], new Act(words[2], atMs, false, words[3], dock, words[5], words[6], words[7]));
    }
}
