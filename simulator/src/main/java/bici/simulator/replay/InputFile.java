package bici.simulator.replay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A text that can be read more than once: a file, the content of a gzip file, or one file of a zip archive. What it is
 * tell its first bytes, not its name.
 *
 * @param name for messages; of an archive's file, both names
 * @param member whether it is one of an archive's files
 */
record InputFile(String name, boolean member, Opener opener) {
    /** Of a file's first bytes. */
    private static final int MAGIC = 6;

    private static final int MOST_ENTRIES = 1_000;

    /** Opens it anew each time. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    /** How packed files begin. */
    private enum Packing {
        GZIP("gzip", true, "\u001F\u008B"),
        ZIP("zip", true, "PK\u0003\u0004"),
        EMPTY_ZIP("an empty zip", false, "PK\u0005\u0006"),
        BZIP2("bzip2", false, "BZh"),
        XZ("xz", false, "\u00FD7zXZ"),
        SEVEN_ZIP("7z", false, "7z\u00BC\u00AF"),
        ZSTD("zstd", false, "(\u00B5/\u00FD"),
        RAR("rar", false, "Rar!"),
        PARQUET("Parquet", false, "PAR1"),
        EXCEL("an old Excel file", false, "\u00D0\u00CF\u0011\u00E0");

        private final String words;
        private final boolean readable;
        private final String magic;

        /** @param magic the first bytes, a character each */
        Packing(String words, boolean readable, String magic) {
            this.words = words;
            this.readable = readable;
            this.magic = magic;
        }

        boolean begins(byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1).startsWith(magic);
        }
    }

    /**
     * The texts of a file: one, or as many as there are in an archive.
     *
     * @param notes takes what is in an archive and is not read
     * @throws BadInput when it cannot be opened or is packed in a way that is not read
     */
    static List<InputFile> list(Path path, List<String> notes) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            byte[] magic = in.readNBytes(MAGIC);
            for (Packing packing : Packing.values()) {
                if (packing.begins(magic)) {
                    return unpack(path, packing, notes);
                }
            }
            return List.of(new InputFile(path.toString(), false, () -> Files.newInputStream(path)));
        } catch (IOException e) {
            throw unreadable(path.toString(), e);
        }
    }

    private static List<InputFile> unpack(Path path, Packing packing, List<String> notes) throws IOException {
        if (!packing.readable) {
            throw new BadInput(path + ": packed or binary (" + packing.words + "): unpack it or save it as CSV first");
        }
        if (packing == Packing.ZIP) {
            return zip(path, notes);
        }
        long packed = Files.size(path);
        return List.of(new InputFile(
                path.toString(),
                false,
                () -> new Bounded(new GZIPInputStream(Files.newInputStream(path)), path.toString(), packed)));
    }

    private static List<InputFile> zip(Path path, List<String> notes) throws IOException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            List<? extends ZipEntry> entries =
                    zip.stream().filter(InputFile::isContent).toList();
            long packed =
                    entries.stream().mapToLong(ZipEntry::getCompressedSize).sum();
            if (entries.size() > MOST_ENTRIES || packed > Files.size(path)) {
                throw new BadInput(path + ": not an honest zip: " + entries.size() + " files, " + packed
                        + " packed bytes in " + Files.size(path));
            }
            entries.stream().filter(entry -> isPacked(entry)).findFirst().ifPresent(entry -> {
                throw new BadInput(path + ": holds a packed file, " + entry.getName() + ": unpack it first");
            });
            entries.stream()
                    .filter(entry -> !isText(entry))
                    .forEach(entry -> notes.add(path + ": " + entry.getName() + " is no CSV file and was not read"));
            List<InputFile> texts = entries.stream()
                    .filter(InputFile::isText)
                    .map(entry -> member(path, entry.getName(), entry.getCompressedSize()))
                    .toList();
            if (texts.isEmpty()) {
                throw new BadInput(path + ": no CSV file is in this zip");
            }
            return texts;
        }
    }

    private static InputFile member(Path path, String entry, long packed) {
        String name = path + ": " + entry;
        return new InputFile(name, true, () -> {
            ZipFile zip = new ZipFile(path.toFile());
            try {
                InputStream content = zip.getInputStream(zip.getEntry(entry));
                return new Bounded(content, name, packed) {
                    @Override
                    public void close() throws IOException {
                        zip.close();
                    }
                };
            } catch (IOException | RuntimeException e) {
                zip.close();
                throw e;
            }
        });
    }

    /** Not a folder, nor what an archive maker leaves for itself. */
    private static boolean isContent(ZipEntry entry) {
        String name = entry.getName();
        String last = name.substring(name.lastIndexOf('/') + 1);
        return !entry.isDirectory() && !name.startsWith("__MACOSX/") && !last.startsWith(".");
    }

    private static boolean isText(ZipEntry entry) {
        String name = entry.getName().toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".txt");
    }

    private static boolean isPacked(ZipEntry entry) {
        String name = entry.getName().toLowerCase(Locale.ROOT);
        return name.endsWith(".zip") || name.endsWith(".gz");
    }

    /** In words what the system says in the name of an exception. */
    static BadInput unreadable(String name, IOException e) {
        String why = e instanceof NoSuchFileException
                ? "it does not exist"
                : e instanceof AccessDeniedException ? "no permission" : String.valueOf(e.getMessage());
        return new BadInput("cannot read " + name + ": " + ("Is a directory".equals(why) ? "it is a folder" : why), e);
    }
}
