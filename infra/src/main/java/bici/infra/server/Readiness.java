package bici.infra.server;

import bici.api.OperationsRoutes.Part;
import bici.api.OperationsRoutes.State;
import bici.api.OperationsRoutes.Status;
import bici.gateway.mqtt.GatewayServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What {@code /health} says of a node: that it keeps what it promises, not that it lives. */
record Readiness(DataSource database, Heartbeat heartbeat, GatewayServer gateway, HttpSide side) {
    private static final Duration FRESH_EDITION = Duration.ofSeconds(30);
    private static final int VALID_WITHIN_S = 2;
    private static final double MS_A_SECOND = 1_000;

    List<Part> parts() {
        return List.of(
                new Part("database", this::committing),
                new Part("mqtt", () -> State.of(listensToStations())),
                new Part("open-data", this::openData));
    }

    boolean listensToStations() {
        return gateway.port() > 0;
    }

    private State committing() throws SQLException {
        Duration age = heartbeat.age();
        try (Connection connection = database.getConnection()) {
            boolean up = age.compareTo(Heartbeat.LIMIT) < 0 && connection.isValid(VALID_WITHIN_S);
            return new State(up ? Status.UP : Status.DOWN, Map.of("commitAgeSeconds", seconds(age)));
        }
    }

    private State openData() {
        Duration age = side.editionAge();
        return new State(
                age.compareTo(FRESH_EDITION) <= 0 ? Status.UP : Status.DEGRADED,
                Map.of("editionAgeSeconds", seconds(age), "stationsLeftOut", side.stationsLeftOut()));
    }

    private static double seconds(Duration age) {
        return age.toMillis() / MS_A_SECOND;
    }
}
