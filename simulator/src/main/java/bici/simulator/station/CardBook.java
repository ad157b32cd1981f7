package bici.simulator.station;

import bici.wire.AllowListParts;
import bici.wire.DownMessage.AllowListChunk;
import bici.wire.DownMessage.CardEntry;
import bici.wire.DownMessage.Holder;
import bici.wire.StationCodec;
import bici.wire.UpMessage.AllowListReport;
import bici.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The allow-list that a station holds, on disk as received, and the parts of the next one. Not for more than one
 * thread.
 */
final class CardBook {
    private static final int CARD_BYTES = 16;

    private final SmallFile file;
    private final PublicKey key;
    private final List<AllowListChunk> arriving = new ArrayList<>();
    private Held held = new Held(0, "", Map.of());

    private record Held(long version, String cardKey, Map<String, CardEntry> entries) {}

    /** Reads what is on disk; a list whose signature does not hold is as good as none. */
    CardBook(SmallFile file, PublicKey key) {
        this.file = file;
        this.key = key;
        file.find()
                .flatMap(text -> join(text.lines().map(CardBook::chunk).toList()))
                .ifPresent(list -> held = list);
    }

    /** 0 when there is none. */
    long version() {
        return held.version();
    }

    /** What to report when this part completes a list; parts of another version start anew. */
    Optional<AllowListReport> take(AllowListChunk part) {
        if (part.part() == 1 || arriving.isEmpty() || arriving.getFirst().version() != part.version()) {
            arriving.clear();
        }
        arriving.add(part);
        if (part.part() < part.parts()) {
            return Optional.empty();
        }
        Optional<Held> list = join(arriving);
        if (list.isEmpty()) {
            arriving.clear();
            return Optional.of(new AllowListReport(held.version(), Optional.of("signature")));
        }
        if (list.get().version() < held.version()) {
            arriving.clear();
            return Optional.of(new AllowListReport(held.version(), Optional.of("older")));
        }
        file.write(arriving.stream()
                .map(p -> new String(StationCodec.encode(p), StandardCharsets.UTF_8) + "\n")
                .collect(Collectors.joining()));
        arriving.clear();
        held = list.get();
        return Optional.of(new AllowListReport(held.version(), Optional.empty()));
    }

    /** The card id of a number, by the list's key; empty without a list. */
    Optional<String> findCardId(String number) {
        if (held.cardKey().isEmpty()) {
            return Optional.empty();
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(held.cardKey()), "HmacSHA256"));
            byte[] digest = mac.doFinal(number.getBytes(StandardCharsets.UTF_8));
            return Optional.of(HexFormat.of().formatHex(Arrays.copyOf(digest, CARD_BYTES)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    /** The entry that lets this card take a bike at this time. */
    Optional<CardEntry> findAllowed(String card, long deviceTimeMs) {
        return Optional.ofNullable(held.entries().get(card))
                .filter(entry -> entry.holder() != Holder.DENIED)
                .filter(entry -> entry.validFromMs() <= deviceTimeMs && deviceTimeMs < entry.validUntilMs());
    }

    private Optional<Held> join(List<AllowListChunk> parts) {
        return AllowListParts.join(key, parts).map(entries -> {
            Map<String, CardEntry> byCard = new HashMap<>();
            entries.forEach(entry -> byCard.putIfAbsent(entry.card(), entry));
            return new Held(parts.getFirst().version(), parts.getFirst().cardKey(), Map.copyOf(byCard));
        });
    }

    private static AllowListChunk chunk(String line) {
        if (StationCodec.decodeDown("allow-list", line.getBytes(StandardCharsets.UTF_8))
                instanceof AllowListChunk chunk) {
            return chunk;
        }
        throw new WireException(bici.wire.FaultReason.WRONG_TYPE, "", "not a part of an allow-list");
    }
}
