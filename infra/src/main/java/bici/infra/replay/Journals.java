package bici.infra.replay;

import bici.fleet.operations.AllowList;
import bici.simulator.replay.ReplayPlan;
import bici.simulator.replay.WireFacts;
import bici.simulator.station.StationFolder;
import bici.simulator.station.StationJournal;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes what the stations of a plan journalled while they were off line. */
final class Journals {
    private Journals() {}

    /**
     * One journal for each station, on disk when this returns.
     *
     * @param stationFolders holds one folder for each station, named by its id
     * @throws IllegalStateException when a station has a journal already
     */
    static void write(ReplayPlan plan, AllowList list, Path stationFolders) {
        Map<String, String> proofs = list.entries().stream()
                .collect(Collectors.toMap(entry -> entry.card().value(), AllowList.Entry::proof));
        WireFacts facts = WireFacts.of(plan, list.version(), card -> proof(proofs, card));
        plan.stations().parallelStream().forEach(station -> {
            StationFolder folder = new StationFolder(stationFolders.resolve(station.station()));
            try (StationJournal journal = StationJournal.open(folder.journal())) {
                if (journal.lastSequence() != 0) {
                    throw new IllegalStateException("station " + station.station() + " has a journal already");
                }
                journal.appendAll(facts.journal(station));
            }
        });
    }

    private static String proof(Map<String, String> proofs, String card) {
        String proof = proofs.get(card);
        if (proof == null) {
            throw new IllegalStateException("the allow-list does not hold card " + card);
        }
        return proof;
    }
}
