package bici.infra.run;

import bici.fleet.operations.AllowList;
import bici.simulator.replay.StationPlan;
import bici.simulator.replay.WireFacts;
import bici.simulator.station.StationFolder;
import bici.simulator.station.StationJournal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Writes what stations journalled while they were off line. */
public final class Journals {
    private Journals() {}

    /**
     * One journal for each station, on disk when this returns.
     *
     * @param folders holds one folder for each station, named by its id
     * @throws IllegalStateException when a station has a journal already
     */
    public static void write(List<StationPlan> stations, WireFacts facts, Path folders) {
        stations.parallelStream().forEach(station -> {
            StationFolder folder = new StationFolder(folders.resolve(station.station()));
            try (StationJournal journal = StationJournal.open(folder.journal())) {
                if (journal.lastSequence() != 0) {
                    throw new IllegalStateException("station " + station.station() + " has a journal already");
                }
                journal.appendAll(facts.journal(station));
            }
        });
    }

    /** The proof that a list gives each card on it. */
    public static UnaryOperator<String> proofs(AllowList list) {
        Map<String, String> byCard = list.entries().stream()
                .collect(Collectors.toMap(entry -> entry.card().value(), AllowList.Entry::proof));
        return card -> {
            String proof = byCard.get(card);
            if (proof == null) {
                throw new IllegalStateException("the allow-list does not hold card " + card);
            }
            return proof;
        };
    }
}
