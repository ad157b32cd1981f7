package bici.gateway.translate;

import bici.fleet.dock.Birth;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import bici.wire.UpMessage;
import java.time.Duration;
import java.time.Instant;

/** Says a birth in the fleet's words. {@link IllegalArgumentException}: something in it cannot be recorded. */
public final class BirthTranslator {
    private BirthTranslator() {}

    /**
     * The birth as it came.
     *
     * @param notBefore it was sent after this moment of our clock
     */
    public static Birth birth(StationId station, UpMessage.Birth birth, Instant notBefore, Instant arrivedAt) {
        if (birth.journal() < 1 || birth.boot() < 1) {
            throw new IllegalArgumentException("journal and boot count from 1");
        }
        Birth.Clock clock = new Birth.Clock(
                Instant.ofEpochMilli(birth.deviceTimeMs()),
                Duration.ofMillis(birth.uptimeMs()),
                WireToFleet.quality(birth.clock()),
                notBefore,
                arrivedAt);
        return new Birth(
                station,
                birth.nonce(),
                birth.journal(),
                birth.boot(),
                clock,
                birth.firmware(),
                birth.hardware(),
                birth.configVersion(),
                birth.listVersion(),
                birth.asOf(),
                birth.waiting(),
                birth.docks().stream().map(BirthTranslator::dock).toList());
    }

    private static Birth.DockReading dock(UpMessage.DockReading reading) {
        return new Birth.DockReading(
                WireToFleet.dock(reading.dock()),
                reading.bike().map(BikeId::new),
                lock(reading.lock()),
                reading.fault());
    }

    private static Birth.Lock lock(UpMessage.LockPosition position) {
        return switch (position) {
            case LOCKED -> Birth.Lock.LOCKED;
            case UNLOCKED -> Birth.Lock.UNLOCKED;
            case JAMMED -> Birth.Lock.JAMMED;
        };
    }
}
