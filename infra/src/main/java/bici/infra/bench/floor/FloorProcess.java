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

/** A floor that runs in a JVM of its own. */
public final class FloorProcess implements AutoCloseable {
    static final String READY = "ready: port=";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final int port;
    private final ExitActions.Registration atExit;

    private FloorProcess(Process process, int port, ExitActions.Registration atExit) {
        this.process = process;
        this.port = port;
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
            return new FloorProcess(process, port(process, log), atExit);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the floor", e);
        }
    }

    private static int port(Process process, Path log) {
        try {
            return CompletableFuture.supplyAsync(() -> readPort(process))
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
    private static int readPort(Process process) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            if (line == null || !line.startsWith(READY)) {
                throw new IllegalStateException("the floor said " + line);
            }
            return Integer.parseInt(line.substring(READY.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
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
