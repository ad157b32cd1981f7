package bici.infra.station;

import bici.fleet.operations.StationRegister.Retired;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.vocabulary.BikeId;
import bici.gateway.credentials.IssuedCertificate;
import bici.infra.command.CommandFailed;
import bici.infra.command.CommandLineAuthor;
import bici.infra.command.Results;
import bici.infra.database.Database;
import bici.infra.database.DatabaseSource;
import bici.infra.machine.Progress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bici station retire}. */
@Command(
        name = "retire",
        description = "Take a station out for good: gone from lists, feeds and alarms; its history stays. Its"
                + " certificates are revoked, and a running server cuts its connection within a minute.",
        footer = {
            "",
            "Example:",
            "  bici station retire S01 --note 'the square is rebuilt' --data var",
            "Says which bikes are in it: fetch them. 'bici station add' takes it back, with a new certificate."
        })
public final class StationRetireCommand implements Callable<Integer> {
    @Mixin
    private final StationInService station = new StationInService();

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        DatabaseSource source = station.database(spec);
        Certificates certificates = station.certificates(source);
        List<IssuedCertificate> issued = certificates.listGood();
        try (Database opened = Database.open(source, Progress.onTerminal())) {
            Retired retired = new PostgresStationRegister(opened.dataSource(), Clock.systemUTC())
                    .retire(station.id(), station.note(), CommandLineAuthor.get(), () -> certificates.revoke(issued))
                    .orElseThrow(() -> new CommandFailed("there is no station " + station.id() + " in service"));
            print(retired, issued.size());
            return 0;
        }
    }

    private void print(Retired retired, int revoked) {
        Results out = Results.of(spec);
        if (!retired.bikes().isEmpty()) {
            out.line("in its docks, to be fetched: "
                    + retired.bikes().stream().map(BikeId::value).collect(Collectors.joining(" ")));
        }
        out.format(
                "station: id=%s retired=now revoked=%d bikes=%d",
                station.id(), revoked, retired.bikes().size());
    }
}
