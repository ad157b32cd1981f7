package bici.fleet.people;

import java.util.Optional;

/**
 * The data policy riders agree to before their first trip (Ley 1581 de 2012).
 *
 * @param controller who answers for the data; empty only where nobody but this machine is served
 */
public record DataPolicy(String version, String url, Optional<DataController> controller) {
    public static DataPolicy current() {
        return new DataPolicy("2026-11", "/datos-personales", Optional.empty());
    }

    public DataPolicy by(Optional<DataController> responsible) {
        return new DataPolicy(version, url, responsible);
    }
}
