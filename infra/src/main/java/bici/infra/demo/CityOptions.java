package bici.infra.demo;

import bici.infra.command.Numbers;
import bici.infra.command.SeedOption;
import bici.infra.command.TimeOption;
import bici.simulator.live.Tempo;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a city lives: mixed into both verbs ({@code @Mixin CityOptions city}). */
final class CityOptions {
    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description = "How long to run, such as 60s, 15m or 2h; without it until Ctrl-C.")
    private @Nullable Duration time;

    @Option(
            names = "--tempo",
            converter = Numbers.Tempo.class,
            paramLabel = "X",
            defaultValue = "60",
            description = "How much faster than life people want and ride, 1 to 3600; clocks are never compressed."
                    + " Default ${DEFAULT-VALUE}: an hour's demand in a minute.")
    private double tempo;

    @Option(
            names = "--phones",
            paramLabel = "N",
            converter = Numbers.Phones.class,
            defaultValue = "40",
            description = "Riders with a phone, 0 to 1600; the others have cards. Default ${DEFAULT-VALUE}.")
    private int phones;

    long seed() {
        return seed.value();
    }

    Optional<Duration> time() {
        return Optional.ofNullable(time);
    }

    int phones() {
        return phones;
    }

    Tempo tempo() {
        return new Tempo(tempo);
    }
}
