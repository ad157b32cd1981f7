package bici.wire;

import bici.wire.DownMessage.AllowListChunk;
import bici.wire.DownMessage.CardEntry;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A whole allow-list as signed parts that each fit in a packet, and back. */
public final class AllowListParts {
    /** An entry is at most 32 + 128 characters of ids and proof, two times and its names: under 320 bytes. */
    private static final int ENTRIES_PER_PART = 200;

    private AllowListParts() {}

    /** At least one part, also for an empty list. Denied cards come first, in the order given otherwise. */
    public static List<AllowListChunk> cut(PrivateKey key, long version, String cardKey, List<CardEntry> entries) {
        List<CardEntry> ordered = new ArrayList<>(entries.size());
        entries.stream().filter(AllowListParts::isDenied).forEach(ordered::add);
        entries.stream().filter(entry -> !isDenied(entry)).forEach(ordered::add);
        String signature = AllowListText.sign(key, AllowListText.canonical(version, cardKey, ordered));
        int parts = Math.max(1, Math.ceilDiv(ordered.size(), ENTRIES_PER_PART));
        List<AllowListChunk> chunks = new ArrayList<>(parts);
        for (int part = 1; part <= parts; part++) {
            int from = (part - 1) * ENTRIES_PER_PART;
            List<CardEntry> some = ordered.subList(from, Math.min(from + ENTRIES_PER_PART, ordered.size()));
            chunks.add(new AllowListChunk(version, part, parts, cardKey, signature, some));
        }
        return chunks;
    }

    /**
     * The entries of the whole list; empty unless the parts are all those of one list, in order, and the signature
     * holds.
     */
    public static Optional<List<CardEntry>> join(PublicKey key, List<AllowListChunk> parts) {
        List<CardEntry> entries = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            AllowListChunk part = parts.get(i);
            if (part.part() != i + 1 || part.parts() != parts.size() || !sameList(part, parts.getFirst())) {
                return Optional.empty();
            }
            entries.addAll(part.entries());
        }
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        AllowListChunk first = parts.getFirst();
        String text = AllowListText.canonical(first.version(), first.cardKey(), entries);
        return AllowListText.verify(key, text, first.signature()) ? Optional.of(entries) : Optional.empty();
    }

    private static boolean sameList(AllowListChunk one, AllowListChunk other) {
        return one.version() == other.version()
                && one.cardKey().equals(other.cardKey())
                && one.signature().equals(other.signature());
    }

    private static boolean isDenied(CardEntry entry) {
        return entry.holder() == DownMessage.Holder.DENIED;
    }
}
