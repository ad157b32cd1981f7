package bici.fleet.ledger;

/** The content of a transaction broke a rule of the tables: trying the same again would fail again. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
        super(message);
    }

    public Refused(String message, Throwable cause) {
        super(message, cause);
    }
}
