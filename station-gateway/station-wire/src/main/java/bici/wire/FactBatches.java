package bici.wire;

import bici.wire.UpMessage.Facts;
import java.util.ArrayList;
import java.util.List;

/** Cuts a station's waiting facts into messages that the gateway takes. */
public final class FactBatches {
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
        for (int from = 0; from < facts.size(); from += Facts.MAX_FACTS) {
            int to = Math.min(from + Facts.MAX_FACTS, facts.size());
            add(batches, new Facts(journal, facts.subList(from, to)));
        }
        return batches;
    }

    private static void add(List<Batch> batches, Facts facts) {
        byte[] payload = StationCodec.encode(facts);
        int count = facts.facts().size();
        if (payload.length <= WireLimits.LARGE_BYTES || count == 1) {
            batches.add(new Batch(facts, payload));
            return;
        }
        add(batches, new Facts(facts.journal(), facts.facts().subList(0, count / 2)));
        add(batches, new Facts(facts.journal(), facts.facts().subList(count / 2, count)));
    }
}
