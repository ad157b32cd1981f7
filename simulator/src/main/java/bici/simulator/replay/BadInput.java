package bici.simulator.replay;

/** A file that cannot be read at all; the message names the file and the line and says what is wrong. */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadInput(String message) {
        super(message);
    }

    public BadInput(String message, Throwable cause) {
        super(message, cause);
    }
}
