package bici.wire;

import bici.wire.UpMessage.Facts;
import java.util.ArrayList;
import java.util.List;

/** Cuts a station's waiting facts into messages that the gateway takes. */
public final class FactBatches {
    private static final int NEARLY_FULL_BYTES = 63_000;

    private FactBatches() {}

    /** One message and its bytes, encoded once. */
    public static final class Batch {
        private final Facts facts;
        private final byte[] payload;

        private Batch(Facts facts, byte[] payload) {
            this.facts = facts;
            this.payload = payload;
        }

        public Facts facts() {
            return facts;
        }

        /** Not copied: to be published, not changed. */
        public byte[] payload() {
            return payload;
        }
    }

    /** In the given order, each at most {@value Facts#MAX_FACTS} facts and {@value WireLimits#LARGE_BYTES} bytes. */
    public static List<Batch> cut(int journal, List<WireFact> facts) {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < facts.size(); ) {
            Batch batch = take(journal, facts.subList(from, facts.size()));
            batches.add(batch);
            from += batch.facts().facts().size();
        }
        return batches;
    }

    /** As many of the first facts as fit; one always does, since every field has a length limit. */
    private static Batch take(int journal, List<WireFact> waiting) {
        int count = Math.min(waiting.size(), Facts.MAX_FACTS);
        while (true) {
            Facts facts = new Facts(journal, waiting.subList(0, count));
            byte[] payload = StationCodec.encode(facts);
            if (payload.length <= WireLimits.LARGE_BYTES || count == 1) {
                return new Batch(facts, payload);
            }
            count = Math.max(1, (int) ((long) count * NEARLY_FULL_BYTES / payload.length));
        }
    }
}
