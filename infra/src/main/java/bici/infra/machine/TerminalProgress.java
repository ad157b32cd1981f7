package bici.infra.machine;

import java.io.PrintStream;

/** Progress as lines, where updates of one step overwrite each other on a terminal. Any thread. */
final class TerminalProgress implements Progress {
    /** Narrower than any terminal: a line that wraps cannot be overwritten. */
    private static final int WIDTH = 78;

    private static final String CLEAR = "\r\u001B[K";

    private final PrintStream out;
    private final boolean terminal;
    private boolean unfinished;

    TerminalProgress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public synchronized void say(String line) {
        rest();
        out.println(Printable.line(line));
    }

    @Override
    public synchronized void update(String line) {
        if (!terminal) {
            say(line);
            return;
        }
        String safe = Printable.line(line);
        out.print(CLEAR + (safe.length() > WIDTH ? safe.substring(0, WIDTH) : safe));
        out.flush();
        unfinished = true;
    }

    @Override
    public synchronized void rest() {
        if (unfinished) {
            out.print(CLEAR);
            out.flush();
            unfinished = false;
        }
    }
}
