package bici.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random damage to golden files: always a message or a flaw, never an exception. The seed is the test's parameter. */
class FuzzTest {
    private static final int ROUNDS = 15_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyDamageGivesAMessageOrAFlaw(long seed) {
        Random random = new Random(seed);
        List<Golden.Sample> samples = Golden.listGood("up");
        List<byte[]> originals = samples.stream().map(Golden.Sample::bytes).toList();
        int messages = 0;
        int flaws = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int pick = random.nextInt(originals.size());
            byte[] damaged = damage(originals.get(pick), originals, random);
            Decoded decoded = StationCodec.decodeUp(samples.get(pick).kind(), damaged);
            assertThat(decoded.message().isPresent() || !decoded.flaws().isEmpty())
                    .as("seed %s round %s", seed, round)
                    .isTrue();
            decoded.message()
                    .ifPresent(message ->
                            assertThatCode(() -> StationCodec.encode(message)).doesNotThrowAnyException());
            messages += decoded.message().isPresent() ? 1 : 0;
            flaws += decoded.flaws().size();
        }
        assertThat(messages).isGreaterThan(ROUNDS / 20);
        assertThat(flaws).isGreaterThan(ROUNDS / 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {4})
    void aStationReadsDamagedMessagesWithoutAnyOtherException(long seed) {
        Random random = new Random(seed);
        List<Golden.Sample> samples = Golden.listGood("down");
        List<byte[]> originals = samples.stream().map(Golden.Sample::bytes).toList();
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int pick = random.nextInt(originals.size());
            byte[] damaged = damage(originals.get(pick), originals, random);
            try {
                StationCodec.decodeDown(samples.get(pick).kind(), damaged);
            } catch (WireException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(ROUNDS / 20, ROUNDS);
    }

    private static byte[] damage(byte[] original, List<byte[]> donors, Random random) {
        byte[] bytes = original.clone();
        for (int times = random.nextInt(3); times >= 0; times--) {
            bytes = switch (random.nextInt(5)) {
                case 0 -> flip(bytes, random);
                case 1 -> overwriteDigits(bytes, random);
                case 2 -> cut(bytes, random);
                case 3 -> splice(bytes, donors.get(random.nextInt(donors.size())), random);
                default -> swapPunctuation(bytes, random);
            };
        }
        return bytes;
    }

    private static byte[] flip(byte[] bytes, Random random) {
        byte[] copy = bytes.clone();
        if (copy.length > 0) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    private static byte[] overwriteDigits(byte[] bytes, Random random) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < copy.length; i++) {
            if (copy[i] >= '0' && copy[i] <= '9' && random.nextInt(8) == 0) {
                copy[i] = (byte) "0123456789-.eE".charAt(random.nextInt(14));
            }
        }
        return copy;
    }

    private static byte[] cut(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int to = from + random.nextInt(Math.min(16, bytes.length - from) + 1);
        return join(bytes, from, bytes, to);
    }

    private static byte[] splice(byte[] bytes, byte[] donor, Random random) {
        return join(bytes, random.nextInt(bytes.length + 1), donor, random.nextInt(donor.length + 1));
    }

    private static byte[] swapPunctuation(byte[] bytes, Random random) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < copy.length; i++) {
            if ("{}[],:\"".indexOf(copy[i]) >= 0 && random.nextInt(30) == 0) {
                copy[i] = (byte) "{}[],:\" ".charAt(random.nextInt(8));
            }
        }
        return copy;
    }

    private static byte[] join(byte[] head, int headLength, byte[] tail, int tailStart) {
        byte[] joined = new byte[headLength + tail.length - tailStart];
        System.arraycopy(head, 0, joined, 0, headLength);
        System.arraycopy(tail, tailStart, joined, headLength, tail.length - tailStart);
        return joined;
    }
}
