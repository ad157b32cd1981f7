package bici.fleet.operations;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.PrintedCode;
import java.util.List;
import java.util.Optional;

/** The codes to be printed; every dock and bike that is known has one. Blocking. */
public interface PrintedCodes {
    /** Docks first, by station and number; then bikes. */
    List<Printed> listCodes();

    /** One sticker: of a dock or of a bike. */
    record Printed(PrintedCode code, Optional<DockId> dock, Optional<BikeId> bike) {}
}
