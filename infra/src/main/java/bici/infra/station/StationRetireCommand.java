package bici.infra.station;

import bici.fleet.operations.StationRegister.Retired;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.IssuedCertificate;
import bici.infra.command.CommandFailed;
import bici.infra.command.CommandLineAuthor;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.Ids;
import bici.infra.database.Database;
import bici.infra.database.DatabaseSource;
import bici.infra.machine.Progress;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bici station retire}. */
@Command(
        name = "retire",
        description = "Take a station out for good: gone from lists, feeds and alarms; its history stays. Its"
                + " certificates are revoked, and a running server cuts its connection within a minute.",
        footer = "Says which bikes are in it: fetch them. 'bici station add' takes it back, with a new certificate.")
public final class StationRetireCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final KeysOption keys = new KeysOption();

    @Parameters(index = "0", paramLabel = "ID", converter = Ids.OfStation.class, description = "The station.")
    private StationId station = new StationId("none"); // picocli puts the real one

    @Option(names = "--note", defaultValue = "", description = "Why, for the audit log.")
    private String note = "";

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        DatabaseSource source = database.get(spec);
        Certificates certificates = new Certificates(keys.folder(source), station);
        List<IssuedCertificate> issued = certificates.list();
        try (Database opened = Database.open(source, Progress.onTerminal())) {
            Retired retired = new PostgresStationRegister(opened.dataSource(), Clock.systemUTC())
                    .retire(station, note, CommandLineAuthor.get(), () -> certificates.revoke(issued))
                    .orElseThrow(() -> new CommandFailed("there is no station " + station + " in service"));
            print(retired, issued.size());
            return 0;
        }
    }

    private void print(Retired retired, int revoked) {
        PrintWriter out = spec.commandLine().getOut();
        if (!retired.bikes().isEmpty()) {
            out.println("in its docks, to be fetched: "
                    + retired.bikes().stream().map(BikeId::value).collect(Collectors.joining(" ")));
        }
        out.printf(
                "station: id=%s retired=now revoked=%d bikes=%d%n",
                station, revoked, retired.bikes().size());
        out.flush();
    }
}
