package bici.fleet.people;

/** The data policy riders agree to before their first trip (Ley 1581 de 2012). */
public record DataPolicy(String version, String url) {
    public static DataPolicy current() {
        return new DataPolicy("2026-11", "/datos-personales");
    }
}
