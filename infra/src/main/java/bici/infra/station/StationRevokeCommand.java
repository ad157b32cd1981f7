package bici.infra.station;

import bici.fleet.operations.ActLog;
import bici.fleet.store.PostgresActLog;
import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.IssuedCertificate;
import bici.infra.command.CommandFailed;
import bici.infra.command.CommandLineAuthor;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.Ids;
import bici.infra.database.Database;
import bici.infra.database.DatabaseSource;
import bici.infra.machine.Progress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bici station revoke}. */
@Command(
        name = "revoke",
        description = "Revoke every certificate of a station; a running server cuts its connection within a minute.")
public final class StationRevokeCommand implements Callable<Integer> {
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
        if (issued.isEmpty()) {
            throw new CommandFailed("no certificate was ever made for station " + station);
        }
        try (Database opened = Database.open(source, Progress.onTerminal())) {
            ActLog.Entry entry = new ActLog.Entry(CommandLineAuthor.get(), "station-revoke", station.value(), note);
            new PostgresActLog(opened.dataSource(), Clock.systemUTC()).record(entry, () -> certificates.revoke(issued));
            spec.commandLine().getOut().printf("station: id=%s revoked=%d%n", station, issued.size());
            return 0;
        }
    }
}
