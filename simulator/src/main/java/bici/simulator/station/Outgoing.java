package bici.simulator.station;

/** One message to publish; also the ticket that its acknowledgement comes back with. */
final class Outgoing {
    /** Of a message that tells of no new facts. */
    static final long NO_FACTS = 0;

    private final String kind;
    private final byte[] payload;
    private final long upToSequence;

    /**
     * @param payload not copied: to be published, not changed
     * @param upToSequence the last fact in it, or {@link #NO_FACTS}
     */
    Outgoing(String kind, byte[] payload, long upToSequence) {
        this.kind = kind;
        this.payload = payload;
        this.upToSequence = upToSequence;
    }

    String kind() {
        return kind;
    }

    byte[] payload() {
        return payload;
    }

    long upToSequence() {
        return upToSequence;
    }
}
