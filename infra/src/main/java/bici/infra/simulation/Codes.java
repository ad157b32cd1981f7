package bici.infra.simulation;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.StationId;
import java.util.LinkedHashMap;
import java.util.Map;

/** The codes printed on the docks and bikes of a simulated city. */
final class Codes {
    private static final Map<DockId, PrintedCode> DOCKS = new LinkedHashMap<>();
    private static final Map<BikeId, PrintedCode> BIKES = new LinkedHashMap<>();

    static {
        int number = 0;
        for (String station : City.STATION_IDS) {
            for (int dock = 1; dock <= City.DOCKS; dock++) {
                DOCKS.put(new DockId(new StationId(station), dock), code(number++));
            }
        }
        for (String bike : City.BIKE_IDS) {
            BIKES.put(new BikeId(bike), code(number++));
        }
    }

    private Codes() {}

    private static PrintedCode code(int number) {
        int base = PrintedCode.ALPHABET.length();
        StringBuilder five = new StringBuilder();
        int rest = number;
        for (int i = 0; i < PrintedCode.LENGTH - 1; i++) {
            five.append(PrintedCode.ALPHABET.charAt(rest % base));
            rest /= base;
        }
        return PrintedCode.ALPHABET
                .chars()
                .mapToObj(c -> PrintedCode.parse(five.toString() + (char) c))
                .flatMap(java.util.Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    static PrintedCode of(DockId dock) {
        return find(DOCKS, dock);
    }

    static PrintedCode of(BikeId bike) {
        return find(BIKES, bike);
    }

    private static <K> PrintedCode find(Map<K, PrintedCode> codes, K key) {
        PrintedCode code = codes.get(key);
        if (code == null) {
            throw new IllegalArgumentException("no code was printed for " + key);
        }
        return code;
    }

    static Map<DockId, PrintedCode> docks() {
        return DOCKS;
    }

    static Map<BikeId, PrintedCode> bikes() {
        return BIKES;
    }
}
