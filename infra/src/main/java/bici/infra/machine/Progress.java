package bici.infra.machine;

/** Tells the person at the terminal what a long step is doing, one line a step. */
@FunctionalInterface
public interface Progress {
    Progress SILENT = line -> {};

    void say(String line);

    /** Lines on stderr, so that stdout stays for results. */
    static Progress onTerminal() {
        return System.err::println;
    }
}
