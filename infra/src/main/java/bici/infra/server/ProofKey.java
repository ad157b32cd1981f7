package bici.infra.server;

import bici.fleet.operations.CardProofs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The secret behind allow-list proofs, kept in {@code authority/proof-key}, readable by its owner only. */
public final class ProofKey {
    private static final int BYTES = 32;

    private ProofKey() {}

    /** Reads the key of a data folder, making it when there is none. */
    public static CardProofs open(Path data) {
        Path file = data.resolve("authority").resolve("proof-key");
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return new CardProofs(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the proof key cannot be read or made: " + file, e);
        }
    }

    /** Whoever comes second in a race takes the first one's key: the file appears whole or not at all. */
    private static void create(Path file) throws IOException {
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Path draft = Files.createTempFile(file.getParent(), "proof-key", ".draft");
        try {
            Files.write(draft, key, StandardOpenOption.TRUNCATE_EXISTING);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // The other one's key is as good; it is read next.
            return;
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
