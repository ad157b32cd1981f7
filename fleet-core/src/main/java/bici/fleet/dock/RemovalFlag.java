package bici.fleet.dock;

/** Why a removal needs a look, as it is kept with the fact and with the trip that it opened. */
public final class RemovalFlag {
    /** By nobody that the station knows of. */
    public static final String UNAUTHORISED = "unauthorised";

    /** By a card whose proof is not ours. */
    public static final String PROOF_FAILED = "proof-failed";

    /** By a command that did not let this bike go: never given, given for another lock, or over long before. */
    public static final String NOT_COMMANDED = "not-commanded";

    private RemovalFlag() {}
}
