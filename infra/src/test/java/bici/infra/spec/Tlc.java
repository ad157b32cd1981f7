package bici.infra.spec;

import bici.infra.documents.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TLC in a process of its own: its state is static. */
final class Tlc {
    private static final Path SPECS =
            Repository.root().resolve("fleet-core/spec").toAbsolutePath();
    private static final Pattern STATES = Pattern.compile("(\\d+) distinct states found, (\\d+) states left");
    private static final Pattern VIOLATED = Pattern.compile("Invariant (\\w+) is violated");
    private static final long LONGEST_MINUTES = 8;

    private Tlc() {}

    /**
     * What TLC said.
     *
     * @param violated the property that does not hold, empty when all do
     * @param left states not looked at
     */
    record Verdict(String violated, long distinct, long left, String said) {
        boolean holds() {
            return violated.isEmpty() && left == 0 && said.contains("No error has been found");
        }
    }

    /** Checks a model without a fault, in an empty folder, on two cores. */
    static Verdict check(String model, Path folder) throws IOException, InterruptedException {
        return check(model, "none", 2, folder);
    }

    /** Checks a model with a fault; by one worker, so that it is always the same property that is found broken. */
    static Verdict check(String model, String fault, Path folder) throws IOException, InterruptedException {
        return check(model, fault, 1, folder);
    }

    private static Verdict check(String model, String fault, int workers, Path folder)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.copy(SPECS.resolve(model + ".tla"), folder.resolve(model + ".tla"));
        String config = Files.readString(SPECS.resolve(model + ".cfg"));
        Files.writeString(
                folder.resolve(model + ".cfg"), config.replace("Fault = \"none\"", "Fault = \"" + fault + "\""));
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + folder,
                        workers > 1 ? "-XX:+UseParallelGC" : "-XX:+UseSerialGC",
                        // A fault is found within seconds: sooner than the better compiler would be done.
                        "-XX:TieredStopAtLevel=" + (workers > 1 ? 4 : 1),
                        "-Xmx600m",
                        "-cp",
                        Path.of(tlc2.TLC
                                        .class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .getPath())
                                .toString(),
                        "tlc2.TLC",
                        "-workers",
                        String.valueOf(workers),
                        "-metadir",
                        folder.resolve("states").toString(),
                        "-config",
                        model + ".cfg",
                        model))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("TLC does not come to an end: " + Files.readString(out));
            }
        } finally {
            process.destroyForcibly();
        }
        return verdict(Files.readString(out));
    }

    private static Verdict verdict(String said) {
        Matcher violated = VIOLATED.matcher(said);
        String property = violated.find() ? violated.group(1) : "";
        Matcher states = STATES.matcher(said);
        long distinct = -1;
        long left = -1;
        while (states.find()) {
            distinct = Long.parseLong(states.group(1));
            left = Long.parseLong(states.group(2));
        }
        return new Verdict(property, distinct, left, said);
    }
}
