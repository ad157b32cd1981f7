package bici.fleet.ledger;

import bici.fleet.trip.Fares;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes riders' accounts say what their trips cost now, in the transaction that changed the trips. */
final class Charging {
    private final ChargeRecords charges;

    Charging(ChargeRecords charges) {
        this.charges = charges;
    }

    /** A trip that only began may contest another of its rider, and one whose end is no longer known frees it again. */
    void settle(List<TripChange> changes, Owners owners, Instant now) {
        Set<RiderId> riders = new TreeSet<>();
        changes.forEach(change -> owners.find(change.after()).ifPresent(riders::add));
        settle(riders, now);
        giveBack(changes, now);
    }

    /** A trip that turned out to be nobody's costs nobody anything; its rider is that of another of these changes. */
    private void giveBack(List<TripChange> changes, Instant now) {
        Set<TripId> disowned = new LinkedHashSet<>();
        changes.stream()
                .filter(change -> change.after().isFalselyClaimed()
                        && change.before()
                                .filter(trip -> !trip.isFalselyClaimed())
                                .isPresent())
                .forEach(change -> disowned.add(change.after().id()));
        giveBack(disowned, now);
    }

    void giveBack(Set<TripId> disowned, Instant now) {
        if (!disowned.isEmpty()) {
            List<Fares.Entry> entries = Fares.correct(charges.listDisowned(disowned), charges.tariffs());
            if (!entries.isEmpty()) {
                charges.add(entries, now);
            }
        }
    }

    void settle(Set<RiderId> riders, Instant now) {
        if (riders.isEmpty()) {
            return;
        }
        List<Fares.InForce> tariffs = charges.tariffs();
        if (!Fares.charge(tariffs)) {
            return;
        }
        List<Fares.Entry> entries = Fares.correct(charges.lockRidden(riders), tariffs);
        if (!entries.isEmpty()) {
            charges.add(entries, now);
        }
    }
}
