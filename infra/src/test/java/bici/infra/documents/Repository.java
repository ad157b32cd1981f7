package bici.infra.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of the source tree, as they would be committed. */
public final class Repository {
    private static final Path ROOT = Path.of(System.getProperty("bici.root", ".."));
    /** What .gitignore leaves out, and git's own. */
    private static final Set<String> LEFT_OUT =
            Set.of(".git", "target", "var", ".idea", ".vscode", "node_modules", "dist");

    private Repository() {}

    public static Path root() {
        return ROOT;
    }

    /** Every file, as a path from the root, sorted. */
    public static List<Path> list() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return LEFT_OUT.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = file.getFileName().toString();
                    if (!LEFT_OUT.contains(name) && !name.endsWith(".log") && !name.endsWith(".iml")) {
                        files.add(ROOT.relativize(file));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().toList();
    }

    /** Every file whose name ends in {@code .extension}. */
    public static List<Path> list(String extension) {
        return list().stream()
                .filter(file -> file.toString().endsWith("." + extension))
                .toList();
    }

    /** A file's text; bytes that are no UTF-8 come out as replacement characters. */
    public static String read(Path file) {
        try {
            return new String(Files.readAllBytes(ROOT.resolve(file)), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
