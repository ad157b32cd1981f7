package bici.infra.command;

/** A verb cannot do what was asked of it; the message is one line for the person at the terminal. Exit code 1. */
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailed(String message) {
        super(message);
    }

    public CommandFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
