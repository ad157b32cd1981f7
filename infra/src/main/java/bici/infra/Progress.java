package bici.infra;

/** Tells the person at the terminal what a long step is doing, one line a step. */
@FunctionalInterface
public interface Progress {
    Progress SILENT = line -> {};

    void say(String line);

    /** Lines on stderr, so that stdout stays for results. */
    @SuppressWarnings("SystemOut") // the terminal is the point
    static Progress onTerminal() {
        return System.err::println;
    }
}
