package bici.infra.machine;

/** Tells the person at the terminal what a long step is doing, one line a step. */
@FunctionalInterface
public interface Progress {
    Progress SILENT = line -> {};

    void say(String line);

    /** Says how far the step is; the next line may take this one's place. */
    default void update(String line) {
        say(line);
    }

    /** Nothing more is said of the step: others may write. */
    default void rest() {}

    /**
     * Lines on stderr, so that stdout stays for results. Where stderr is a terminal, as the launcher tells, updates are one
     * line that is written anew.
     */
    static Progress onTerminal() {
        boolean terminal = "1".equals(System.getenv("BICI_TERMINAL"));
        return new TerminalProgress(System.err, terminal);
    }
}
