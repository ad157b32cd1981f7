package bici.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The golden files, as any hardware maker can use them: {@code kind.what-it-shows.json} and {@code expected.tsv}. */
final class Golden {
    static final Path MODULE = Path.of(System.getProperty("bici.root", "../.."), "station-gateway");
    private static final Path FILES = MODULE.resolve("station-wire/src/test/resources/golden");

    private Golden() {}

    /** A message as bytes. */
    record Sample(Path file) {
        String kind() {
            String name = String.valueOf(file.getFileName());
            return name.substring(0, name.indexOf('.'));
        }

        byte[] bytes() {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return String.valueOf(file.getFileName());
        }
    }

    /** What is wrong with a bad file: a file with several flaws has several of these, in order. */
    record Expected(String file, String reason, String pointer, int keptFacts, boolean schemaSeesIt) {}

    static List<Sample> listGood(String direction) {
        return list(direction + "/good");
    }

    static List<Sample> listBad(String direction) {
        return list(direction + "/bad");
    }

    static List<Expected> listExpected(String direction) {
        try (Stream<String> lines = Files.lines(FILES.resolve(direction + "/bad/expected.tsv"))) {
            return lines.skip(1).map(line -> expected(line.split("\t", -1))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Expected expected(String[] cells) {
        return new Expected(cells[0], cells[1], cells[2], Integer.parseInt(cells[3]), cells[4].equals("yes"));
    }

    private static List<Sample> list(String folder) {
        try (Stream<Path> files = Files.list(FILES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Sample::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
