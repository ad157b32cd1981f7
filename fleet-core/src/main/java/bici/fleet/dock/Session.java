package bici.fleet.dock;

/** The ledger's answer to a birth. */
public sealed interface Session {
    /**
     * Facts may come.
     *
     * @param epoch connection epoch, goes up with every accepted birth of the station
     */
    record Accepted(long epoch) implements Session {}

    /** The certificate is good but no operator has taken the station in yet; it may ask again later. */
    record Pending() implements Session {}

    /** The station was retired or its journal is older than one the ledger has. */
    record Rejected(String reason) implements Session {}
}
