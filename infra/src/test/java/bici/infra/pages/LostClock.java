package bici.infra.pages;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Cause;
import bici.fleet.dock.Delivery;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Session;
import bici.fleet.dock.Stamp;
import bici.fleet.dock.Stamp.ClockQuality;
import bici.fleet.operations.Notices;
import bici.fleet.store.PostgresStationLedger;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** A station that was off line for two days and lost its clock, so that nobody knows when its bike came back. */
final class LostClock {
    private static final Duration DAYS = Duration.ofDays(2);

    private final StationId station;
    private final Instant now;

    LostClock(Town town, Instant now) {
        this.station = new StationId(town.id());
        this.now = now;
    }

    /** It tells of a ride by this card that began two days ago, and goes off line again. */
    void tell(DataSource database, BikeId bike, CardId card) {
        PostgresStationLedger ledger =
                new PostgresStationLedger(database, (by, version, proof) -> true, Notices.none());
        Instant begun = now.minus(DAYS);
        Birth.Clock clock = new Birth.Clock(begun, Duration.ofHours(1), ClockQuality.SYNCED, begun);
        Birth birth = new Birth(station, "lost", 1, 1, clock, "1.0", "rev-a", 0, 1, 0, 0, List.of());
        long epoch = ((Session.Accepted) ledger.openSession(birth)).epoch();
        Stamp known = new Stamp(begun, Duration.ofHours(1), 1, ClockQuality.SYNCED, true);
        Stamp lost = new Stamp(Instant.parse("2000-01-01T08:00:00Z"), Duration.ofHours(1), 2, ClockQuality.HELD, true);
        List<Fact> facts = List.of(
                new Fact(new FactId(station, 1, 1), known, new Event.BikeDocked(1, bike)),
                new Fact(
                        new FactId(station, 1, 2),
                        known,
                        new Event.BikeRemoved(1, bike, new Cause.ByCard(card, 1, ""))),
                new Fact(new FactId(station, 1, 3), lost, new Event.BikeDocked(2, bike)));
        ledger.record(List.of(new Delivery(station, now, facts, List.of())));
        ledger.closeSession(station, epoch, now, "off line");
    }
}
