package bici.infra.station;

import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.IssuedCertificate;
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

    void revoke(List<IssuedCertificate> certificates) {
        certificates.forEach(certificate -> authority().revoke(certificate.serial()));
    }

    private StationAuthority authority() {
        return StationAuthority.open(folder, List.of(), Clock.systemUTC());
    }
}
