package bici.infra.bike;

import bici.fleet.operations.FleetDesk.Entry;
import bici.fleet.vocabulary.BikeId;
import bici.infra.command.Ids;
import bici.infra.command.Paths;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Which bikes: words, a file, or both. Mixed into the verbs that change the register. */
final class BikeChoice {
    @Parameters(
            arity = "0..*",
            converter = Ids.OfBike.class,
            paramLabel = "ID",
            description = "Such as B0001: up to 32 letters, digits, '-' and '_'.")
    private List<BikeId> ids = new ArrayList<>();

    @Option(
            names = "--file",
            converter = Paths.Input.class,
            paramLabel = "CSV",
            description = "Bikes from a file: column bike_id, and valid_from where a bike has a time of its own.")
    private @Nullable Path file;

    /** @param from of bikes without a time of their own */
    List<Entry> list(CommandSpec spec, Optional<Instant> from) {
        List<Entry> bikes = new ArrayList<>();
        ids.forEach(id -> bikes.add(new Entry(id, from)));
        if (file != null) {
            BikeFile.read(file)
                    .forEach(
                            line -> bikes.add(new Entry(line.bike(), line.from().or(() -> from))));
        }
        if (bikes.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "which bikes? Ids such as B0001, or --file with a CSV file");
        }
        return bikes;
    }
}
