package bici.infra.bench.load;

/** The messages of stations, as JSON by hand. */
final class Statements {
    static final int HEALTH_VALUES = 3;

    private Statements() {}

    /** One message of one fact. */
    static String fact(long sequence, long atMs, long uptimeMs, String event) {
        return "{\"journal\":1,\"boot\":1,\"clock\":\"synced\",\"offline\":false,\"facts\":["
                + entry(sequence, atMs, uptimeMs, event) + "]}";
    }

    /** A fact as it stands in the list of any message. */
    static String entry(long sequence, long atMs, long uptimeMs, String event) {
        return "{\"sequence\":" + sequence + ",\"deviceTimeMs\":" + atMs + ",\"uptimeMs\":" + uptimeMs + "," + event
                + "}";
    }

    static String docked(int dock, String bike) {
        return "\"kind\":\"bike-docked\",\"dock\":" + dock + ",\"bike\":\"" + bike + "\"";
    }

    /** By whatever the cause says, without its braces. */
    static String removed(int dock, String bike, String cause) {
        return "\"kind\":\"bike-removed\",\"dock\":" + dock + ",\"bike\":\"" + bike + "\",\"cause\":{" + cause + "}";
    }

    static String byCard(Rides.Card card, long listVersion) {
        return "\"by\":\"card\",\"card\":\"" + card.id() + "\",\"listVersion\":" + listVersion + ",\"proof\":\""
                + card.proof() + "\"";
    }

    static String byCommand(String command) {
        return "\"by\":\"command\",\"command\":\"" + command + "\"";
    }

    static String byNobody() {
        return "\"by\":\"nobody\"";
    }

    /** The command was obeyed. */
    static String done(String command, long atMs, long uptimeMs) {
        return "{\"command\":\"" + command + "\",\"outcome\":\"done\",\"deviceTimeMs\":" + atMs + ",\"uptimeMs\":"
                + uptimeMs + "}";
    }

    /** {@value #HEALTH_VALUES} values. */
    static String health(long atMs) {
        return "{\"deviceTimeMs\":" + atMs
                + ",\"values\":{\"temperatureCelsius\":31.5,\"batteryVolts\":12.9,\"signalDbm\":-71}}";
    }
}
