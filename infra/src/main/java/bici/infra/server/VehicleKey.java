package bici.infra.server;

import bici.api.opendata.VehiclePseudonyms;
import java.nio.file.Path;

/** The secret behind the vehicle ids of open data, kept in {@code authority/vehicle-key}, readable by its owner only. */
public final class VehicleKey {
    private VehicleKey() {}

    /** Reads the key of a data folder, making it when there is none. */
    public static VehiclePseudonyms open(Path data) {
        return new VehiclePseudonyms(SecretFile.open(data, "vehicle-key"));
    }
}
