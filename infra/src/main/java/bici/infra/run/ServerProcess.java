package bici.infra.run;

import bici.infra.command.CommandFailed;
import bici.infra.machine.ExitActions;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

/**
 * The server as a child process of its own, so that killing it kills no station. What it prints goes to a log file.
 */
public final class ServerProcess implements AutoCloseable {
    /** What {@code bici serve} prints on stdout once it takes connections. */
    private static final Pattern READY = Pattern.compile("ready:.*\\bmqtt=(\\d+)\\b.*\\bhttp=(\\d+)\\b.*");

    /** What the launcher gives {@code serve}, too: enough for 2,500 stations, and no more. */
    public static final List<String> MEMORY = List.of(
            "-Xmx320m", "-XX:G1HeapRegionSize=8m", "-XX:-G1UseAdaptiveIHOP", "-XX:InitiatingHeapOccupancyPercent=60");

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final Ports ports;
    private final ExitActions.Registration atExit;

    /** Where it listens. */
    private record Ports(int mqtt, int http) {}

    private ServerProcess(Process process, Ports ports, ExitActions.Registration atExit) {
        this.process = process;
        this.ports = ports;
        this.atExit = atExit;
    }

    /**
     * Starts {@code bici serve} with these arguments and waits until it is ready.
     *
     * @throws CommandFailed when it ends or does not get ready in a minute; the message names the log
     */
    public static ServerProcess start(List<String> arguments, Map<String, String> environment, Path log) {
        return start(MEMORY, arguments, environment, log);
    }

    /** As above, with options of the virtual machine. */
    public static ServerProcess start(
            List<String> virtualMachine, List<String> arguments, Map<String, String> environment, Path log) {
        List<String> withVerb = new ArrayList<>(List.of("serve"));
        withVerb.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(ChildJvm.command(virtualMachine, "bici.infra.Main", withVerb))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            // Gone, not going: while it lives it counts as a user of the database, which is then not stopped.
            ExitActions.Registration atExit =
                    ExitActions.onExit(() -> process.destroyForcibly().waitFor());
            CompletableFuture<Ports> ready = new CompletableFuture<>();
            Thread.ofVirtual().name("server-output").start(() -> follow(process, log, ready));
            return new ServerProcess(process, ports(process, ready, log), atExit);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the server", e);
        }
    }

    private static Ports ports(Process process, CompletableFuture<Ports> ready, Path log) {
        try {
            return ready.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
            throw new CommandFailed("the server did not get ready; " + log + " ends with: " + lastWords(log), e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted while the server started", e);
        }
    }

    /** The folder of the log may be gone when somebody reads the message. */
    private static String lastWords(Path log) {
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> !line.isBlank())
                    .reduce("", (before, line) -> line);
        } catch (IOException e) {
            return "(it cannot be read)";
        }
    }

    private static void follow(Process process, Path log, CompletableFuture<Ports> ready) {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                BufferedWriter out =
                        Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(line);
                out.newLine();
                out.flush();
                Matcher matcher = READY.matcher(line);
                if (matcher.matches()) {
                    ready.complete(new Ports(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
                }
            }
            ready.completeExceptionally(new IllegalStateException("the server ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    public int mqttPort() {
        return ports.mqtt();
    }

    public int httpPort() {
        return ports.http();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: nothing is closed, nothing is said. Returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        await(STOP_LIMIT);
        atExit.forget();
    }

    /**
     * SIGTERM, and a while to drain.
     *
     * @throws CommandFailed when it does not end by itself, or not cleanly; it is gone all the same
     */
    @Override
    public void close() {
        if (!process.isAlive()) {
            atExit.forget();
            return;
        }
        process.destroy();
        boolean ended = await(STOP_LIMIT);
        if (!ended) {
            kill();
            throw new CommandFailed("the server did not stop within " + STOP_LIMIT.toSeconds() + " s");
        }
        atExit.forget();
    }

    private boolean await(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
