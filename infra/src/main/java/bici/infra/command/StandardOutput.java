package bici.infra.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** Standard output that says when it cannot be written; {@link System#out} keeps that to itself. */
public final class StandardOutput extends FilterOutputStream {
    /** As the shell shows a program that ended by SIGPIPE. */
    public static final int PIPE_CLOSED = 141;

    /** Whoever read had enough, as in {@code station list | head}, and that is nobody's fault. */
    public static final class NobodyReads extends IOException {
        private static final long serialVersionUID = 1L;

        private NobodyReads(IOException cause) {
            super(cause.getMessage(), cause);
        }

        /** Whether that is why a verb could not go on. */
        static boolean isReasonOf(Throwable failure) {
            return failure instanceof UncheckedIOException unchecked && unchecked.getCause() instanceof NobodyReads;
        }
    }

    /** Bytes as they are, each write on its own. */
    public StandardOutput() {
        super(new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw isPipeClosed(e) ? new NobodyReads(e) : e;
        }
    }

    /** The words of the C library, in this machine's language. */
    private static boolean isPipeClosed(IOException e) {
        return String.valueOf(e.getMessage()).matches("(?i).*(broken pipe|tuber[ií]a rota).*");
    }

    /** For lines. A writer of the JDK would keep a failure to itself: this one throws it. */
    public static PrintWriter lines() {
        OutputStream thrown = new FilterOutputStream(new StandardOutput()) {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                try {
                    out.write(bytes, offset, length);
                } catch (NobodyReads e) {
                    throw new UncheckedIOException(e);
                } catch (IOException e) {
                    throw new CommandFailed("standard output cannot be written: " + e.getMessage(), e);
                }
            }
        };
        return new PrintWriter(new OutputStreamWriter(thrown, System.out.charset()));
    }
}
