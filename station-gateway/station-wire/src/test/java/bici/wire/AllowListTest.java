package bici.wire;

import static org.assertj.core.api.Assertions.assertThat;

import bici.wire.DownMessage.AllowListChunk;
import bici.wire.DownMessage.CardEntry;
import bici.wire.DownMessage.Holder;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowListTest {
    private static final KeyPair KEYS = keys();
    private static final String CARD_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @Test
    void theCanonicalTextIsAsDocumented() {
        String text = AllowListText.canonical(
                41, CARD_KEY, List.of(entry("c1", Holder.DENIED), entry("c2", Holder.RIDER), entry("c3", Holder.CREW)));
        assertThat(text).isEqualTo("""
                        bici-allow-list 1 41 MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= 3
                        c1 denied 5 1790000000000 cHJvb2Y=
                        c2 rider 5 1790000000000 cHJvb2Y=
                        c3 crew 5 1790000000000 cHJvb2Y=
                        """);
    }

    @Test
    void aListSurvivesCuttingTravelAndJoining() {
        List<CardEntry> entries = cards(1_234);
        List<AllowListChunk> parts = travel(AllowListParts.cut(KEYS.getPrivate(), 41, CARD_KEY, entries));
        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(AllowListParts.join(KEYS.getPublic(), parts)).contains(entries);
    }

    @Test
    void deniedCardsComeFirst() {
        List<CardEntry> mixed = List.of(entry("c2", Holder.RIDER), entry("c1", Holder.DENIED));
        AllowListChunk part =
                AllowListParts.cut(KEYS.getPrivate(), 1, CARD_KEY, mixed).getFirst();
        assertThat(part.entries()).extracting(CardEntry::card).containsExactly("c1", "c2");
    }

    @Test
    void anEmptyListIsOneSignedPart() {
        List<AllowListChunk> parts = AllowListParts.cut(KEYS.getPrivate(), 7, CARD_KEY, List.of());
        assertThat(parts).hasSize(1);
        assertThat(AllowListParts.join(KEYS.getPublic(), parts)).contains(List.of());
    }

    @Test
    void aPartOfTheLongestEntriesFitsInAPacket() {
        List<CardEntry> longest = IntStream.range(0, 500)
                .mapToObj(i -> new CardEntry(
                        "C".repeat(29) + (100 + i),
                        Holder.DENIED,
                        WireLimits.MAX_TIME_MS,
                        WireLimits.MAX_TIME_MS,
                        "p".repeat(128)))
                .toList();
        assertThat(AllowListParts.cut(KEYS.getPrivate(), Long.MAX_VALUE, "k".repeat(128), longest))
                .allSatisfy(
                        part -> assertThat(StationCodec.encode(part)).hasSizeLessThanOrEqualTo(WireLimits.LARGE_BYTES));
    }

    @Test
    void whateverWasChangedOnTheWayTheListIsRefused() {
        List<AllowListChunk> good = AllowListParts.cut(KEYS.getPrivate(), 41, CARD_KEY, cards(450));
        assertThat(AllowListParts.join(KEYS.getPublic(), good)).isPresent();
        AllowListChunk first = good.getFirst();
        List<CardEntry> others = new ArrayList<>(first.entries());
        others.set(0, entry("intruder", Holder.RIDER));
        assertRefused(with(good, 0, copy(first, 41, first.part(), CARD_KEY, others)));
        assertRefused(good.stream()
                .map(part -> copy(part, 42, part.part(), CARD_KEY, part.entries()))
                .toList());
        assertRefused(good.stream()
                .map(part -> copy(part, 41, part.part(), "b3RoZXI=", part.entries()))
                .toList());
        assertRefused(with(good, 1, copy(first, 41, 2, CARD_KEY, first.entries())));
        assertRefused(good.subList(0, good.size() - 1));
        assertRefused(List.of(good.get(1), good.get(0), good.get(2)));
        assertRefused(List.of());
        assertThat(AllowListParts.join(keys().getPublic(), good)).isEmpty();
    }

    @Test
    void anythingThatIsNoSignatureDoesNotHold() {
        for (String signature : List.of("", "AAAA", "not base64 !", "A".repeat(86) + "==")) {
            assertThat(AllowListText.verify(KEYS.getPublic(), "text", signature))
                    .isFalse();
        }
    }

    private static void assertRefused(List<AllowListChunk> parts) {
        assertThat(AllowListParts.join(KEYS.getPublic(), parts)).isEmpty();
    }

    private static List<AllowListChunk> with(List<AllowListChunk> parts, int index, AllowListChunk part) {
        List<AllowListChunk> changed = new ArrayList<>(parts);
        changed.set(index, part);
        return changed;
    }

    private static AllowListChunk copy(
            AllowListChunk of, long version, int part, String cardKey, List<CardEntry> entries) {
        return new AllowListChunk(version, part, of.parts(), cardKey, of.signature(), entries);
    }

    private static List<AllowListChunk> travel(List<AllowListChunk> parts) {
        return parts.stream()
                .map(part -> (AllowListChunk) StationCodec.decodeDown("allow-list", StationCodec.encode(part)))
                .toList();
    }

    private static List<CardEntry> cards(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> entry("card" + i, i < 10 ? Holder.DENIED : Holder.RIDER))
                .toList();
    }

    private static CardEntry entry(String card, Holder holder) {
        return new CardEntry(card, holder, 5, 1_790_000_000_000L, "cHJvb2Y=");
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
