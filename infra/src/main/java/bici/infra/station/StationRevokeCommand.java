package bici.infra.station;

import bici.fleet.operations.ActLog;
import bici.fleet.store.PostgresActLog;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bici station revoke}. */
@Command(
        name = "revoke",
        description = "Revoke every certificate of a station, when its key may be in wrong hands; a running server cuts"
                + " its connection within a minute.",
        footer = {
            "",
            "Example:",
            "  bici station revoke S01 --note 'the controller was stolen' --data var",
            "The last line says how many were revoked now, and how many had been before. 'bici station add' makes a new"
                    + " certificate."
        })
public final class StationRevokeCommand implements Callable<Integer> {
    @Mixin
    private final StationInService station = new StationInService();

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        DatabaseSource source = station.database(spec);
        Certificates certificates = station.certificates(source);
        int issued = certificates.list().size();
        if (issued == 0) {
            throw new CommandFailed("no certificate was ever made for station " + station.id());
        }
        List<IssuedCertificate> good = certificates.listGood();
        if (good.isEmpty()) {
            // Nothing is done, so nothing is written to the audit log either.
            return print(0, issued);
        }
        try (Database opened = Database.open(source, Progress.onTerminal())) {
            ActLog.Entry entry = new ActLog.Entry(
                    CommandLineAuthor.get(), "station-revoke", station.id().value(), station.note());
            new PostgresActLog(opened.dataSource(), Clock.systemUTC()).record(entry, () -> certificates.revoke(good));
            return print(good.size(), issued - good.size());
        }
    }

    private int print(int now, int before) {
        Results.of(spec).format("station: id=%s revoked=%d revoked_before=%d", station.id(), now, before);
        return 0;
    }
}
