package bici.infra.server;

import bici.fleet.operations.CardProofs;
import java.nio.file.Path;

/** The secret behind allow-list proofs, kept in {@code authority/proof-key}. */
public final class ProofKey {
    private ProofKey() {}

    /** Reads the key of a data folder, making it when there is none. */
    public static CardProofs open(Path data) {
        return new CardProofs(SecretFile.open(data, "proof-key"));
    }
}
