package bici.gateway.credentials;

import bici.fleet.vocabulary.StationId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/** One line of the index of certificates that stations were given: {@code serial;station;notBefore;notAfter}. */
public record IssuedCertificate(BigInteger serial, StationId station, Instant notBefore, Instant notAfter) {
    String toLine() {
        return String.join(";", serial.toString(16), station.value(), notBefore.toString(), notAfter.toString());
    }

    static Optional<IssuedCertificate> parse(String line) {
        String[] parts = line.strip().split(";", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        return Optional.of(new IssuedCertificate(
                new BigInteger(parts[0], 16),
                new StationId(parts[1]),
                Instant.parse(parts[2]),
                Instant.parse(parts[3])));
    }
}
