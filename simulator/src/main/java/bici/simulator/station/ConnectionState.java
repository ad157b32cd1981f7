package bici.simulator.station;

/** Which connection the station is on and how far that has come. Not for more than one thread. */
final class ConnectionState {
    private long number;
    private String nonce = "";
    private long epoch;

    /** Another connection begins; what an older one still tells counts no more. */
    long begin(String newNonce) {
        nonce = newNonce;
        epoch = 0;
        return ++number;
    }

    void accept(long newEpoch) {
        epoch = newEpoch;
    }

    void end() {
        nonce = "";
        epoch = 0;
    }

    /** Whether this is still the connection of that number. */
    boolean is(long expected) {
        return number == expected;
    }

    boolean isAccepted() {
        return epoch != 0;
    }

    long number() {
        return number;
    }

    /** Of this connection's birth and will; empty while there is none. */
    String nonce() {
        return nonce;
    }

    /** 0 unless accepted. */
    long epoch() {
        return epoch;
    }
}
