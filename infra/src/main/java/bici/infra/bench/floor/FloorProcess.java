package bici.infra.bench.floor;

import bici.infra.command.CommandFailed;
import bici.infra.machine.ExitActions;
import bici.infra.run.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A floor that runs in a JVM of its own. */
public final class FloorProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final Ports ports;
    private final ExitActions.Registration atExit;

    /** Where it listens; 0 where it does not. */
    record Ports(int mqtt, int http) {
        private static final Pattern LINE = Pattern.compile("ready: mqtt=(\\d+) http=(\\d+)");

        static Ports parse(String line) {
            Matcher ready = LINE.matcher(line);
            if (!ready.matches()) {
                throw new IllegalStateException("the floor said " + line);
            }
            return new Ports(Integer.parseInt(ready.group(1)), Integer.parseInt(ready.group(2)));
        }

        /** What it says on stdout. */
        String line() {
            return "ready: mqtt=" + mqtt + " http=" + http;
        }
    }

    private FloorProcess(Process process, Ports ports, ExitActions.Registration atExit) {
        this.process = process;
        this.ports = ports;
        this.atExit = atExit;
    }

    /**
     * Returns when it listens.
     *
     * @throws CommandFailed when it does not in a minute; the log says why
     */
    public static FloorProcess start(
            FloorProgram.Kind kind, List<String> arguments, Map<String, String> environment, Path log) {
        List<String> withKind = new ArrayList<>(List.of(kind.name()));
        withKind.addAll(arguments);
        List<String> command = ChildJvm.command(List.of(), FloorProgram.class.getName(), withKind);
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            ExitActions.Registration atExit =
                    ExitActions.onExit(() -> process.destroyForcibly().waitFor());
            return new FloorProcess(process, ports(process, log), atExit);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the floor", e);
        }
    }

    private static Ports ports(Process process, Path log) {
        try {
            return CompletableFuture.supplyAsync(() -> readPorts(process))
                    .get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
            throw new CommandFailed("the floor did not get ready; its log: " + log, e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted while the floor started", e);
        }
    }

    /** It says one line and no more. */
    private static Ports readPorts(Process process) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return Ports.parse(String.valueOf(lines.readLine()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int mqttPort() {
        return ports.mqtt();
    }

    public int httpPort() {
        return ports.http();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        atExit.forget();
    }
}
