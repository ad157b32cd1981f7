package bici.simulator.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Decodes a text and refuses it at the first byte that is none of its encoding, by its line: a name read wrongly would
 * be passed on as it is to everybody. A byte order mark tells the encoding.
 */
final class StrictText extends Reader {
    private static final int BUFFER = 65_536;

    private final InputStream in;
    private final String name;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
    private boolean ended;
    private boolean flushed;
    private long line = 1;
    private boolean afterReturn;

    private enum Mark {
        UTF_8("\u00EF\u00BB\u00BF"),
        UTF_16LE("\u00FF\u00FE"),
        UTF_16BE("\u00FE\u00FF");

        private final String bytes;

        /** @param bytes a character each */
        Mark(String bytes) {
            this.bytes = bytes;
        }

        Charset charset() {
            return Charset.forName(name().replace('_', '-'));
        }

        boolean begins(byte[] head) {
            return new String(head, StandardCharsets.ISO_8859_1).startsWith(bytes);
        }
    }

    private StrictText(InputStream in, String name, Charset charset) {
        this.in = in;
        this.name = name;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** @param said the encoding where no byte order mark tells it; without either UTF-8 */
    static StrictText open(InputStream in, String name, Optional<Charset> said) throws IOException {
        PushbackInputStream text = new PushbackInputStream(in, 3);
        byte[] head = text.readNBytes(3);
        for (Mark mark : Mark.values()) {
            if (mark.begins(head)) {
                text.unread(head, mark.bytes.length(), head.length - mark.bytes.length());
                return new StrictText(text, name, mark.charset());
            }
        }
        text.unread(head);
        return new StrictText(text, name, said.orElse(StandardCharsets.UTF_8));
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        if (flushed) {
            return -1;
        }
        CharBuffer chars = CharBuffer.wrap(into, offset, length);
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, ended);
            boolean full = result.isOverflow();
            if (ended && result.isUnderflow() && !flushed) {
                flushed = !decoder.flush(chars).isOverflow();
            }
            int got = chars.position() - offset;
            count(into, offset, got);
            if (result.isError()) {
                throw refusal();
            }
            if (got > 0 || full) {
                return got;
            }
            if (ended) {
                return -1;
            }
            fill();
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int got = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = got < 0;
        bytes.position(bytes.position() + Math.max(0, got));
        bytes.flip();
    }

    /** Lines end with LF, CR, or both. */
    private void count(char[] chars, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (chars[i] == '\r' || (chars[i] == '\n' && !afterReturn)) {
                line++;
            }
            afterReturn = chars[i] == '\r';
        }
    }

    private BadInput refusal() {
        String found = bytes.hasRemaining() ? String.format(" (byte 0x%02X)", bytes.get(bytes.position()) & 0xFF) : "";
        return new BadInput(name + " line " + line + ": not " + decoder.charset() + found
                + "; if it is in another encoding, say which, such as --encoding ISO-8859-1");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
