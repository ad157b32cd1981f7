package bici.simulator.replay;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Small files in the shapes of the real ones. */
final class TestFiles {
    static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
    static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    static final String HEALTHY_RIDE =
            "TripId,StartTime,StopTime,BikeId,TripDuration,FromStationId,FromStationName,ToStationId,ToStationName,UserType";
    static final String HEALTHY_RIDE_LATER =
            "Trip id,Starttime,Stoptime,Bikeid,Tripduration,From station id,From station name,To station id,To station name,Usertype";
    static final String CITI_BIKE_OLDER =
            "tripduration,starttime,stoptime,start station id,start station name,start station latitude,start station longitude,end station id,end station name,end station latitude,end station longitude,bikeid,usertype,birth year,gender";

    private TestFiles() {}

    static Path citiBikeSample() {
        try {
            return Path.of(Objects.requireNonNull(TestFiles.class.getResource("/replay/citibike.csv"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path write(Path folder, String name, String... lines) {
        try {
            return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A Healthy Ride row: its station names are its station ids. */
    static String row(String start, String stop, String bike, String from, String to) {
        return String.join(",", "1", start, stop, bike, "60", from, from, to, to, "Customer");
    }

    static ReplayPlan plan(TripHistory history) {
        return new ReplayPlanner(history, Map.of(), 1, NOW).plan();
    }

    static TripHistory history(Path... files) {
        return TripHistory.read(List.of(files), TripReading.in(BOGOTA));
    }
}
