package bici.infra.chaos;

import bici.infra.command.CommandFailed;
import bici.infra.machine.ExitActions;
import bici.infra.run.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simulated city as a child process. Not for more than one thread. */
final class CityProcess implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Pattern STATUS =
            Pattern.compile("city acknowledged=(\\d+) waiting=(\\d+) rides=(\\d+) delivered=(true|false)");

    private final Process process;
    private final ExitActions.Registration atExit;
    private volatile Status status = new Status(0, 0, 0, false);
    private volatile boolean rests;

    /**
     * How it goes.
     *
     * @param rides unlocks of this start that ended in a trip
     */
    record Status(long acknowledged, long waiting, long rides, boolean delivered) {}

    private CityProcess(Process process) {
        this.process = process;
        this.atExit = ExitActions.onExit(() -> process.destroyForcibly().waitFor());
    }

    static CityProcess start(CitySetting setting, Path log) {
        List<String> command = ChildJvm.command(
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"), CityMain.class.getName(), setting.toArguments());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            CityProcess city = new CityProcess(process);
            Thread.ofVirtual().name("city-output").start(city::follow);
            return city;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the city", e);
        }
    }

    private void follow() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher words = STATUS.matcher(line);
                if (words.matches()) {
                    status = new Status(
                            Long.parseLong(words.group(1)),
                            Long.parseLong(words.group(2)),
                            Long.parseLong(words.group(3)),
                            Boolean.parseBoolean(words.group(4)));
                } else if (line.equals("rests")) {
                    rests = true;
                }
            }
        } catch (IOException e) {
            status = new Status(0, 0, 0, false);
        }
    }

    Status status() {
        return status;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether everybody docked after {@code rest} was asked for. */
    boolean rests() {
        return rests;
    }

    void order(String word) {
        try {
            OutputStream orders = process.getOutputStream();
            orders.write((word + "\n").getBytes(StandardCharsets.UTF_8));
            orders.flush();
        } catch (IOException e) {
            throw new CommandFailed("the city ended by itself", e);
        }
    }

    /** SIGKILL, as when the power goes at all stations. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            order("end");
            if (!awaitEnd()) {
                process.destroyForcibly();
            }
        }
        atExit.forget();
    }

    private boolean awaitEnd() {
        try {
            boolean ended = process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            atExit.forget();
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
