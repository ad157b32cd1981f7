package bici.infra.chaos;

import bici.infra.machine.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Signals to processes of this run, by their numbers. */
final class Signals {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Signals() {}

    /** SIGKILL; nothing when the process is gone already. */
    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Such as {@code INT} or {@code STOP}, to a process and all its children. */
    static void send(String signal, long parent) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        ProcessHandle.of(parent).ifPresent(process -> {
            command.add(String.valueOf(process.pid()));
            process.children().forEach(child -> command.add(String.valueOf(child.pid())));
        });
        try {
            Shell.run(Path.of("/"), LIMIT, Map.of(), command);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send a signal", e);
        }
    }

    /** To one process alone. */
    static void sendAlone(String signal, long pid) {
        try {
            Shell.run(Path.of("/"), LIMIT, Map.of(), List.of("kill", "-" + signal, String.valueOf(pid)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send a signal", e);
        }
    }
}
