package bici.infra.demo;

import bici.simulator.live.Tempo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a demo is run.
 *
 * @param time until it ends by itself
 * @param days of history to begin with
 * @param map streets under the stations; empty for the sketch
 */
record DemoOptions(
        long seed, Optional<Duration> time, Tempo tempo, int phones, int days, Ports ports, Optional<Path> map) {
    /** 0 takes a free one, and so does one that is taken. */
    record Ports(int http, int mqtt, int street) {}
}
