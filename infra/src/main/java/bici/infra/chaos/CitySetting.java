package bici.infra.chaos;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The simulated city and where it finds its server.
 *
 * @param folder the run's, with certificates, keys and the journal of the street
 * @param mqttPort of the fault proxy, as {@code httpPort}
 * @param start counts the city's starts: each has other accidents
 */
record CitySetting(Path folder, int mqttPort, int httpPort, long seed, int start, Size size) {

    /** How big it is; every station has as many docks. */
    record Size(int stations, int docks, int bikes, int riders, int cards) {
        static final Size USUAL = new Size(12, 16, 140, 48, 60);
    }

    CitySetting startedAgain() {
        return new CitySetting(folder, mqttPort, httpPort, seed, start + 1, size);
    }

    List<String> stations() {
        return IntStream.rangeClosed(1, size.stations())
                .mapToObj(n -> String.format(Locale.ROOT, "C%02d", n))
                .toList();
    }

    /** Numbers of simulated cards and riders that are people of this city. */
    static String phone(int rider) {
        return String.format(Locale.ROOT, "+5730055600%02d", rider);
    }

    URI mqtt() {
        return URI.create("ssl://localhost:" + mqttPort);
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    Path truth() {
        return folder.resolve("street.journal");
    }

    /** The whole run as a history, written at its end. */
    Path history() {
        return folder.resolve("history.jsonl");
    }

    /** One rider id a line. */
    Path riders() {
        return folder.resolve("street.riders");
    }

    Path stationFolder(String station) {
        return folder.resolve("stations").resolve(station);
    }

    boolean isFirstStart() {
        return !Files.exists(truth());
    }

    List<String> toArguments() {
        return List.of(
                folder.toString(),
                String.valueOf(mqttPort),
                String.valueOf(httpPort),
                String.valueOf(seed),
                String.valueOf(start),
                String.valueOf(size.stations()),
                String.valueOf(size.docks()),
                String.valueOf(size.bikes()),
                String.valueOf(size.riders()),
                String.valueOf(size.cards()));
    }

    static CitySetting parse(String[] arguments) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 4; i < arguments.length; i++) {
            numbers.add(Integer.valueOf(arguments[i]));
        }
        return new CitySetting(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Long.parseLong(arguments[3]),
                numbers.get(0),
                new Size(numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4), numbers.get(5)));
    }
}
