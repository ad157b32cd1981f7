package bici.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import bici.wire.AllowListParts;
import bici.wire.DownMessage.AllowListChunk;
import bici.wire.DownMessage.CardEntry;
import bici.wire.DownMessage.Holder;
import bici.wire.UpMessage.AllowListReport;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardBookTest {
    private static final String CARD_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    Path folder;

    private final KeyPair keys = keys();

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private CardBook book() {
        return new CardBook(new SmallFile(folder.resolve("allow-list.jsonl")), keys.getPublic());
    }

    private List<AllowListChunk> list(long version, Holder holder) {
        List<CardEntry> entries = new ArrayList<>(IntStream.range(0, 450)
                .mapToObj(n -> new CardEntry("card" + n, Holder.RIDER, 1_000, 2_000, "proof" + n))
                .toList());
        entries.add(new CardEntry("special", holder, 1_000, 2_000, "proof"));
        return AllowListParts.cut(keys.getPrivate(), version, CARD_KEY, entries);
    }

    private static Optional<AllowListReport> takeAll(CardBook book, List<AllowListChunk> parts) {
        Optional<AllowListReport> report = Optional.empty();
        for (AllowListChunk part : parts) {
            report = book.take(part);
        }
        return report;
    }

    @Test
    void aWholeListInPartsTakesEffectAndOutlivesARestart() {
        List<AllowListChunk> parts = list(3, Holder.CREW);
        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(takeAll(book(), parts)).contains(new AllowListReport(3, Optional.empty()));

        CardBook restarted = book();
        assertThat(restarted.version()).isEqualTo(3);
        assertThat(restarted.findAllowed("card7", 1_500)).map(CardEntry::proof).contains("proof7");
        assertThat(restarted.findAllowed("special", 1_500))
                .map(CardEntry::holder)
                .contains(Holder.CREW);
    }

    @Test
    void outsideItsTimeOrDeniedACardTakesNothing() {
        CardBook book = book();
        takeAll(book, list(1, Holder.DENIED));

        assertThat(book.findAllowed("card7", 999)).isEmpty();
        assertThat(book.findAllowed("card7", 2_000)).isEmpty();
        assertThat(book.findAllowed("special", 1_500)).isEmpty();
        assertThat(book.findAllowed("unknown", 1_500)).isEmpty();
    }

    @Test
    void aListThatSomebodyChangedIsRefusedAndTheOldOneStays() {
        CardBook book = book();
        takeAll(book, list(1, Holder.RIDER));
        AllowListChunk part = list(2, Holder.RIDER).getFirst();
        AllowListChunk forged = new AllowListChunk(
                2, 1, 1, part.cardKey(), part.signature(), part.entries().subList(0, 1));

        assertThat(book.take(forged)).contains(new AllowListReport(1, Optional.of("signature")));
        assertThat(book.version()).isEqualTo(1);
    }

    @Test
    void anOlderListIsRefused() {
        CardBook book = book();
        takeAll(book, list(2, Holder.RIDER));

        assertThat(takeAll(book, list(1, Holder.RIDER))).contains(new AllowListReport(2, Optional.of("older")));
    }

    @Test
    void aListThatBeginsAnewHalfwayIsTakenFromItsNewBeginning() {
        CardBook book = book();
        book.take(list(1, Holder.RIDER).getFirst());

        assertThat(takeAll(book, list(1, Holder.RIDER))).contains(new AllowListReport(1, Optional.empty()));
    }

    @Test
    void aCardNumberIsKnownByItsKeyedHash() {
        CardBook book = book();
        assertThat(book.findCardId("04A1B2")).isEmpty();
        takeAll(book, list(1, Holder.RIDER));
        assertThat(book.findCardId("04A1B2").orElseThrow()).matches("[0-9a-f]{32}");
    }
}
