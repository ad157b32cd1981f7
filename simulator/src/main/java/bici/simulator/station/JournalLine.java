package bici.simulator.station;

import bici.wire.StationCodec;
import bici.wire.UpMessage;
import bici.wire.WireFact;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** One fact on disk: the CRC-32 of the rest in 8 hexadecimal digits, a space, the fact as a message, a line feed. */
final class JournalLine {
    private static final int CRC_CHARS = 8;
    private static final int HEAD = CRC_CHARS + 1;

    private JournalLine() {}

    static byte[] write(int journal, WireFact fact) {
        byte[] json = StationCodec.encode(new UpMessage.Facts(journal, List.of(fact)));
        byte[] line = Arrays.copyOf(crc(json, 0), HEAD + json.length + 1);
        line[CRC_CHARS] = ' ';
        System.arraycopy(json, 0, line, HEAD, json.length);
        line[line.length - 1] = '\n';
        return line;
    }

    /** Whether these bytes, without the line feed, are what was written. */
    static boolean isWhole(byte[] line) {
        return line.length > HEAD
                && line[CRC_CHARS] == ' '
                && Arrays.equals(line, 0, CRC_CHARS, crc(line, HEAD), 0, CRC_CHARS);
    }

    /** The fact, if these bytes are one of this journal. */
    static Optional<WireFact> find(int journal, byte[] line) {
        if (!isWhole(line)) {
            return Optional.empty();
        }
        return StationCodec.decodeUp("facts", Arrays.copyOfRange(line, HEAD, line.length))
                .message()
                .flatMap(message -> message instanceof UpMessage.Facts facts && facts.journal() == journal
                        ? facts.facts().stream().findFirst()
                        : Optional.empty());
    }

    private static byte[] crc(byte[] bytes, int from) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, bytes.length - from);
        return HexFormat.of().toHexDigits((int) crc.getValue()).getBytes(StandardCharsets.US_ASCII);
    }
}
