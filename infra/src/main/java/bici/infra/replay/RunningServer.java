package bici.infra.replay;

import bici.infra.run.ServerProcess;
import java.util.function.IntFunction;

/** The server that stations find on one port, whichever process that is at the time. Not for more than one thread. */
final class RunningServer implements AutoCloseable {
    private final IntFunction<ServerProcess> startOnPort;
    private final int mqttPort;
    private ServerProcess process;

    /**
     * Starts the first process.
     *
     * @param startOnPort starts a process on an MQTT port, 0 for a free one, and returns when it is ready
     */
    RunningServer(IntFunction<ServerProcess> startOnPort) {
        this.startOnPort = startOnPort;
        this.process = startOnPort.apply(0);
        this.mqttPort = process.mqttPort();
    }

    int mqttPort() {
        return mqttPort;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, and another process in its place when this returns. */
    void killAndRestart() {
        process.kill();
        process = startOnPort.apply(mqttPort);
    }

    /** A clean stop. */
    @Override
    public void close() {
        process.close();
    }
}
