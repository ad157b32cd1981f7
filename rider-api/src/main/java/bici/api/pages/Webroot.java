package bici.api.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The built pages as they lie in the jar under {@code webroot/}; {@code files.txt}, written by the build, names them. */
public final class Webroot {
    private static final String FOLDER = "/webroot/";
    private static final String LIST = "files.txt";
    private static final String COMPRESSED = ".gz";

    private final List<PageFile> files;

    private Webroot(List<PageFile> files) {
        this.files = List.copyOf(files);
    }

    /** Reads everything into memory, some 3 MB. Empty when the program was built without its pages. Blocking. */
    public static Webroot load() {
        Optional<byte[]> list = read(LIST);
        if (list.isEmpty()) {
            return new Webroot(List.of());
        }
        List<String> paths =
                new String(list.get(), StandardCharsets.UTF_8).lines().toList();
        return new Webroot(paths.stream()
                .filter(path -> !path.endsWith(COMPRESSED))
                .map(path -> PageFile.of(path, get(path), read(path + COMPRESSED)))
                .collect(Collectors.toUnmodifiableList()));
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    List<PageFile> files() {
        return files;
    }

    private static byte[] get(String path) {
        return read(path).orElseThrow(() -> new IllegalStateException("the jar lacks " + FOLDER + path));
    }

    private static Optional<byte[]> read(String path) {
        try (InputStream in = Webroot.class.getResourceAsStream(FOLDER + path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
