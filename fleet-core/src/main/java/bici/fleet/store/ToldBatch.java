package bici.fleet.store;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Delivery;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Reject;
import bici.fleet.dock.RemovalFlag;
import bici.fleet.store.RecordedFacts.Told;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Facts and rejects on their way to a ledger, as deliveries again: a station's that arrived together go together. */
final class ToldBatch {
    private static final int FULL = 8_192;
    /** A reject carries its payload. */
    private static final int BYTES_AS_A_FACT = 512;

    private final Map<StationId, Parcel> lastOf = new HashMap<>();
    private final List<Parcel> parcels = new ArrayList<>();
    private final Set<Cause.ByCard> failed = new HashSet<>();
    private final Set<FactId> notCommanded = new HashSet<>();
    private int facts;
    private int size;

    private record Parcel(StationId station, Instant arrivedAt, List<Fact> facts, List<Reject> rejects) {}

    void add(Told told) {
        Fact fact = told.fact();
        parcel(fact.id().station(), told.arrivedAt()).facts().add(fact);
        if (told.isFlagged(RemovalFlag.NOT_COMMANDED)) {
            notCommanded.add(fact.id());
        }
        if (told.isFlagged(RemovalFlag.PROOF_FAILED)
                && fact.event() instanceof Event.BikeRemoved removed
                && removed.cause() instanceof Cause.ByCard by) {
            failed.add(by);
        }
        facts++;
        size++;
    }

    void add(StationId station, Instant arrivedAt, Reject reject) {
        parcel(station, arrivedAt).rejects().add(reject);
        size += 1 + reject.payload().remaining() / BYTES_AS_A_FACT;
    }

    private Parcel parcel(StationId station, Instant arrivedAt) {
        Parcel last = lastOf.get(station);
        if (last == null || !last.arrivedAt().equals(arrivedAt)) {
            last = new Parcel(station, arrivedAt, new ArrayList<>(), new ArrayList<>());
            lastOf.put(station, last);
            parcels.add(last);
        }
        return last;
    }

    boolean isProofFailed(CardId card, long listVersion, String proof) {
        return failed.contains(new Cause.ByCard(card, listVersion, proof));
    }

    boolean isNotCommanded(FactId removal) {
        return notCommanded.contains(removal);
    }

    boolean isOf(StationId station) {
        return lastOf.containsKey(station);
    }

    boolean isFull() {
        return size >= FULL;
    }

    int facts() {
        return facts;
    }

    List<Delivery> deliveries() {
        return parcels.stream()
                .map(p -> new Delivery(p.station(), p.arrivedAt(), p.facts(), p.rejects()))
                .toList();
    }

    void clear() {
        parcels.clear();
        lastOf.clear();
        failed.clear();
        notCommanded.clear();
        facts = 0;
        size = 0;
    }
}
