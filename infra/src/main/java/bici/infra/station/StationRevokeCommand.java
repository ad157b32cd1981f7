package bici.infra.station;

import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.IssuedCertificate;
import bici.gateway.credentials.StationAuthority;
import bici.infra.command.CommandFailed;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bici station revoke}. */
@Command(
        name = "revoke",
        description = "Revoke every certificate of a station; a running server cuts its connection within a minute.")
public final class StationRevokeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "The station.")
    private String id = "";

    @Option(
            names = {"--data", "--keys"},
            paramLabel = "DIR",
            required = true,
            description = "Folder with authority/.")
    private Path keys = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        StationId station = station();
        StationAuthority authority = StationAuthority.open(keys, List.of(), Clock.systemUTC());
        List<IssuedCertificate> issued = authority.listIssued().stream()
                .filter(c -> c.station().equals(station))
                .toList();
        if (issued.isEmpty()) {
            throw new CommandFailed("no certificate was ever made for station " + station);
        }
        issued.forEach(certificate -> authority.revoke(certificate.serial()));
        spec.commandLine().getOut().printf("station: id=%s revoked=%d%n", station, issued.size());
        return 0;
    }

    private StationId station() {
        try {
            return new StationId(id);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
