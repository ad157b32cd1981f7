package bici.infra.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** A random secret of the data folder's {@code authority}, readable by its owner only. */
final class SecretFile {
    private static final int BYTES = 32;

    private SecretFile() {}

    /** Reads the secret of this name, making it when there is none. */
    static byte[] open(Path data, String name) {
        Path file = data.resolve("authority").resolve(name);
        try {
            if (!Files.exists(file)) {
                create(file, name);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the secret cannot be read or made: " + file, e);
        }
    }

    /** Whoever comes second in a race takes the first one's secret: the file appears whole or not at all. */
    private static void create(Path file, String name) throws IOException {
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        Path draft = Files.createTempFile(file.getParent(), name, ".draft");
        try {
            Files.write(draft, secret, StandardOpenOption.TRUNCATE_EXISTING);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // The other one's secret is as good; it is read next.
            return;
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
