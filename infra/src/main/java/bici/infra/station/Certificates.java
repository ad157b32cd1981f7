package bici.infra.station;

import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.IssuedCertificate;
import bici.gateway.credentials.RevocationList;
import bici.gateway.credentials.StationAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The certificates that were made for one station, in the folder of their authority. */
record Certificates(Path folder, StationId station) {
    /** None where there is no authority: looking makes none. */
    List<IssuedCertificate> list() {
        return Files.isDirectory(folder.resolve("authority"))
                ? authority().listIssued().stream()
                        .filter(issued -> issued.station().equals(station))
                        .toList()
                : List.of();
    }

    /** Those that still open a connection. */
    List<IssuedCertificate> listGood() {
        List<IssuedCertificate> all = list();
        if (all.isEmpty()) {
            return all;
        }
        RevocationList revoked = authority().revocations();
        return all.stream().filter(issued -> !revoked.contains(issued.serial())).toList();
    }

    void revoke(List<IssuedCertificate> certificates) {
        certificates.forEach(certificate -> authority().revoke(certificate.serial()));
    }

    private StationAuthority authority() {
        return StationAuthority.open(folder, List.of(), Clock.systemUTC());
    }
}
