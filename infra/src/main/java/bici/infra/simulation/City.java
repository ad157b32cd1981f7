package bici.infra.simulation;

import bici.fleet.operations.CardProofs;
import bici.fleet.trip.Tariff;
import bici.fleet.vocabulary.CardId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** What every simulated city is made of: the pilot's size. */
final class City {
    static final int STATIONS = 20;
    static final int DOCKS = 22;
    static final int BIKES = 200;
    static final int RIDERS = 150;
    static final int CARDS = 30;
    static final int TRIPS_A_DAY = 1_200;
    static final int LIST_VERSION = 1;
    static final String POLICY = "1";
    /** The pilot is free of charge, which would hide what is charged wrongly. */
    static final Tariff TARIFF = new Tariff("city", 1_500, Duration.ofMinutes(10), Duration.ofMinutes(5), 400);

    static final String CREW = "00000000000000000000000000000001";

    static final List<String> STATION_IDS = names("S%02d", STATIONS);
    static final List<String> BIKE_IDS = names("B%04d", BIKES);
    static final List<String> RIDER_IDS = names("R%03d", RIDERS);
    static final List<String> CARD_IDS = names("%032x", CARDS + 1).subList(1, CARDS + 1);
    private static final CardProofs PROOFS = new CardProofs("a simulated city's key".getBytes(StandardCharsets.UTF_8));

    private City() {}

    private static List<String> names(String format, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> String.format(java.util.Locale.ROOT, format, i))
                .toList();
    }

    static CardProofs proofs() {
        return PROOFS;
    }

    static String proof(String card, long listVersion) {
        return PROOFS.prove(new CardId(card), listVersion);
    }
}
