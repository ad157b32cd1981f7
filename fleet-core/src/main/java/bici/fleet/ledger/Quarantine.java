package bici.fleet.ledger;

import bici.fleet.dock.Fact;
import bici.fleet.dock.Reject;
import bici.fleet.vocabulary.StationId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** What stations sent that could not be recorded as a fact, as they sent it. */
public interface Quarantine {
    String SEQUENCE_CONFLICT = "sequence-conflict";
    String NOT_RECORDABLE = "not-recordable";

    /** A contradiction sent again is kept once; other things are told again only as long as their sequence is open. */
    void add(Collection<Entry> entries);

    /** Something set aside. */
    record Entry(StationId station, Instant arrivedAt, Reject reject) {}

    /** A fact that could be read but not recorded; its payload is our reading of it. */
    static Reject reject(Fact fact, String reason, String detail) {
        ByteBuffer reading = ByteBuffer.wrap(fact.toString().getBytes(StandardCharsets.UTF_8));
        return new Reject(Optional.of(fact.id()), reason, detail, reading);
    }
}
