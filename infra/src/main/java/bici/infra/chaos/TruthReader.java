package bici.infra.chaos;

import bici.infra.chaos.Truth.Acknowledged;
import bici.infra.chaos.Truth.Act;
import bici.infra.chaos.Truth.Answer;
import bici.infra.chaos.Truth.Asked;
import bici.infra.chaos.Truth.Begun;
import bici.infra.chaos.Truth.Event;
import bici.infra.chaos.Truth.Looked;
import bici.infra.chaos.Truth.Opening;
import bici.infra.chaos.Truth.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link TruthJournal} wrote, once. */
final class TruthReader {
    private final Map<String, Act> acts = new LinkedHashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final Map<String, Integer> orders = new LinkedHashMap<>();
    private final Map<Integer, Event> eventsByLine = new LinkedHashMap<>();
    private final Map<String, Integer> lineOfAct = new HashMap<>();
    private final Map<String, Long> lastIntended = new HashMap<>();
    private final Disturbances disturbances = new Disturbances();
    private int line;

    Truth read(Path file) {
        try {
            for (String text : Files.readAllLines(file)) {
                line++;
                String[] words = text.split(" ");
                if (words.length >= 3 && words[words.length - 1].equals(".")) {
                    read(Long.parseLong(words[0]), words);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the journal of the street, " + file, e);
        }
        return new Truth(acts, answers, orders, List.copyOf(eventsByLine.values()), disturbances);
    }

    private void read(long atMs, String[] words) {
        switch (words[1]) {
            case "begin" -> {
                note(new Begun(atMs));
                disturbances.allRight(atMs);
            }
            case "fault" -> disturbances.strike(atMs, words[2], StationFault.parse(words[3]));
            case "right" -> disturbances.right(atMs, words[2]);
            case "intend" -> intend(atMs, words);
            case "done" -> happened(words[2]);
            case "open" ->
                note(new Opening(atMs, words[2], number(words[3]), words[4], words[5], Long.parseLong(words[6])));
            case "acknowledged" -> {
                happened(words[2] + '.' + words[3] + '.' + words[4]);
                note(new Acknowledged(atMs, words[2], number(words[3]), Long.parseLong(words[4])));
            }
            case "ask" -> note(new Asked(atMs, words[2], words[3], words[4]));
            case "answer" -> {
                Answer answer = new Answer(
                        atMs, words[2], words[3], number(words[4]), words[5], orEmpty(words[6]), orEmpty(words[7]));
                answers.add(answer);
                note(answer);
            }
            case "look" -> note(new Looked(atMs, words[2]));
            case "seen" -> note(new Seen(atMs, words[2], number(words[3]), list(words[4])));
            case "order" -> orders.put(words[2], number(words[3]));
            default -> throw new IllegalStateException("the journal of the street says " + String.join(" ", words));
        }
    }

    private void note(Event event) {
        eventsByLine.put(line, event);
    }

    /**
     * A number that is used again was of an act that a kill kept from happening, as was one that is followed by a lower one:
     * the counter had skipped to it. The number after it is only used when it did happen.
     */
    private void intend(long atMs, String[] words) {
        String fact = words[2];
        String journal = fact.substring(0, fact.lastIndexOf('.') + 1);
        long sequence = Long.parseLong(fact.substring(journal.length()));
        Long last = lastIntended.put(journal, sequence);
        if (last != null && last >= sequence) {
            neverHappened(journal + last);
        }
        lineOfAct.put(fact, line);
        happened(journal + (sequence - 1));
        Act act = new Act(fact, atMs, false, words[3], number(words[4]), words[5], words[6], words[7]);
        acts.put(fact, act);
        note(act);
    }

    private void neverHappened(String fact) {
        acts.remove(fact);
        eventsByLine.remove(lineOfAct.getOrDefault(fact, 0));
    }

    private void happened(String fact) {
        Act done = acts.computeIfPresent(fact, (id, act) -> act.happened());
        if (done != null) {
            eventsByLine.replace(lineOfAct.getOrDefault(fact, 0), done);
        }
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }

    private static String orEmpty(String word) {
        return word.equals(TruthJournal.NOTHING) ? "" : word;
    }

    private static List<String> list(String word) {
        return word.equals(TruthJournal.NOTHING) ? List.of() : List.of(word.split(","));
    }
}
