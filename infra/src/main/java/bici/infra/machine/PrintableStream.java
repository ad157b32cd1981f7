package bici.infra.machine;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text in UTF-8 on its way to a terminal: every line as {@link Printable#whole} shows it. For data that elsewhere, in a file
 * or a pipe, stays as it is.
 */
public final class PrintableStream extends FilterOutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    public PrintableStream(OutputStream terminal) {
        super(terminal);
    }

    /** Whether standard output is a terminal, as the launcher tells. */
    public static boolean isWanted() {
        return "1".equals(System.getenv("BICI_TERMINAL_OUT"));
    }

    @Override
    public void write(int octet) throws IOException {
        if (octet == '\n') {
            show();
            out.write('\n');
        } else {
            line.write(octet);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    private void show() throws IOException {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        String shown = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        out.write(Printable.whole(shown).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        show();
        super.close();
    }
}
