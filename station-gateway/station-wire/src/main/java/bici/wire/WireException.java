package bici.wire;

/** A message is not as PROTOCOL.md says. Carries no stack trace: it is about the peer's bytes, not about our code. */
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FaultReason reason;
    private final String pointer;

    /**
     * @param pointer JSON pointer to the place, empty for the whole message
     * @param detail one English sentence for the station's maker; never repeats what was sent
     */
    public WireException(FaultReason reason, String pointer, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.pointer = pointer;
    }

    public FaultReason reason() {
        return reason;
    }

    public String pointer() {
        return pointer;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
