package bici.infra.simulation.memory;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.PrintedCode;
import java.util.Optional;

/** Codes of docks and bikes, given one after the other as they are met. */
final class PrintedCodes {
    private static final String ALPHABET = PrintedCode.ALPHABET;

    private final Table<String, Meant> byCode;
    private final Table<DockId, PrintedCode> byDock;
    private final Table<BikeId, PrintedCode> byBike;

    PrintedCodes(Undo undo) {
        this.byCode = Table.of("printed_code", undo);
        this.byDock = Table.of("printed_code of docks", undo);
        this.byBike = Table.of("printed_code of bikes", undo);
    }

    /** What a code stands for: one of both. */
    record Meant(Optional<DockId> dock, Optional<BikeId> bike) {}

    void meet(DockId dock) {
        if (!byDock.has(dock)) {
            byDock.insert(dock, print(new Meant(Optional.of(dock), Optional.empty())));
        }
    }

    void meet(BikeId bike) {
        if (!byBike.has(bike)) {
            byBike.insert(bike, print(new Meant(Optional.empty(), Optional.of(bike))));
        }
    }

    private PrintedCode print(Meant meant) {
        int rest = byCode.all().size();
        int total = 0;
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < PrintedCode.LENGTH - 1; i++) {
            int digit = rest % ALPHABET.length();
            rest /= ALPHABET.length();
            total += (2 * i + 1) * digit;
            code.append(ALPHABET.charAt(digit));
        }
        code.append(ALPHABET.charAt(total % ALPHABET.length()));
        byCode.insert(code.toString(), meant);
        return new PrintedCode(code.toString());
    }

    Optional<Meant> find(PrintedCode code) {
        return byCode.find(code.value());
    }

    Optional<PrintedCode> find(DockId dock) {
        return byDock.find(dock);
    }

    Optional<PrintedCode> find(BikeId bike) {
        return byBike.find(bike);
    }
}
