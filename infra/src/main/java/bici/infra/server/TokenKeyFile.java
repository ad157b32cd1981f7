package bici.infra.server;

import bici.api.access.AccessTokens;
import bici.api.access.TokenKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that access tokens are signed with: {@code authority/token-key} signs, {@code authority/token-key.previous} is
 * still accepted when it is there. Readable by their owner only.
 */
public final class TokenKeyFile {
    private TokenKeyFile() {}

    /** Reads the keys of a data folder, making the first when there is none. */
    public static AccessTokens open(Path data, Clock clock) {
        Path file = data.resolve("authority").resolve("token-key");
        Path previous = file.resolveSibling("token-key.previous");
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            List<TokenKey> keys = new ArrayList<>();
            keys.add(TokenKey.parse(Files.readString(file)));
            if (Files.exists(previous)) {
                keys.add(TokenKey.parse(Files.readString(previous)));
            }
            return new AccessTokens(keys, clock);
        } catch (IOException e) {
            throw new UncheckedIOException("the token key cannot be read or made: " + file, e);
        }
    }

    /** Whoever comes second in a race takes the first one's key: the file appears whole or not at all. */
    private static void create(Path file) throws IOException {
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path draft = Files.createTempFile(file.getParent(), "token-key", ".draft");
        try {
            Files.write(draft, TokenKey.create().toText().getBytes(StandardCharsets.US_ASCII));
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // The other one's key is as good; it is read next.
            return;
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
