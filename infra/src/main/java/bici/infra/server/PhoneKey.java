package bici.infra.server;

import bici.fleet.people.PhoneSeal;
import java.nio.file.Path;

/** The secret that riders' phones and codes are kept under, in {@code authority/phone-key}: without it none can be read. */
public final class PhoneKey {
    private PhoneKey() {}

    /** Reads the key of a data folder, making it when there is none. */
    public static PhoneSeal open(Path data) {
        return new PhoneSeal(SecretFile.open(data, "phone-key"));
    }
}
