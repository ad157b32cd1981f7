package bici.wire;

import bici.wire.Decoded.Flaw;
import bici.wire.UpMessage.Facts;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A batch of facts: one bad fact is a flaw of its own and never costs the others. */
final class FactsReader {
    private final Fields batch;
    private final Payload payload;
    private final List<WireFact> good = new ArrayList<>();
    private final List<Flaw> flaws = new ArrayList<>();
    private List<ByteBuffer> excerpts = List.of();

    private FactsReader(Fields batch, Payload payload) {
        this.batch = batch;
        this.payload = payload;
    }

    /** Throws {@link WireException} when the batch as a whole is at fault. */
    static Decoded read(Fields batch, Payload payload) {
        return new FactsReader(batch, payload).read();
    }

    private Decoded read() {
        int journal = batch.integer("journal", 1, Integer.MAX_VALUE);
        FactReader.Defaults defaults = FactReader.Defaults.of(batch);
        List<Fields.Item> items = batch.items("facts");
        if (items.isEmpty()) {
            throw batch.flaw(FaultReason.OUT_OF_RANGE, "facts", "1 to " + Facts.MAX_FACTS + " facts");
        }
        if (items.size() > Facts.MAX_FACTS) {
            throw batch.flaw(FaultReason.TOO_MANY_FACTS, "facts", "1 to " + Facts.MAX_FACTS + " facts");
        }
        for (Fields.Item item : items) {
            readOne(item, journal, defaults);
        }
        batch.end();
        Optional<UpMessage> message = good.isEmpty() ? Optional.empty() : Optional.of(new Facts(journal, good));
        return new Decoded(message, flaws, batch.unknown());
    }

    private void readOne(Fields.Item item, int journal, FactReader.Defaults defaults) {
        try {
            good.add(FactReader.read(item.open(), defaults));
        } catch (WireException e) {
            flaws.add(new Flaw(
                    e.reason(),
                    e.detail(),
                    e.pointer(),
                    OptionalInt.of(journal),
                    findSequence(item.value()),
                    excerpt(item.index())));
        }
    }

    private ByteBuffer excerpt(int index) {
        if (excerpts.isEmpty()) {
            excerpts = StrictJson.listItems(payload, "facts");
        }
        return excerpts.get(index);
    }

    private static OptionalLong findSequence(JsonNode fact) {
        JsonNode sequence = fact.path("sequence");
        return sequence.isIntegralNumber() && sequence.canConvertToLong() && sequence.longValue() >= 1
                ? OptionalLong.of(sequence.longValue())
                : OptionalLong.empty();
    }
}
