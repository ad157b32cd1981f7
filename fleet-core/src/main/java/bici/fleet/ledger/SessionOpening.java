package bici.fleet.ledger;

import bici.fleet.dock.Birth;
import bici.fleet.dock.BootClock;
import bici.fleet.dock.BootClock.Segment;
import bici.fleet.dock.Session;
import bici.fleet.dock.Stamp;
import bici.fleet.dock.TimeJudge;
import bici.fleet.dock.TimeJudge.Anchor;
import bici.fleet.ledger.StationCursors.BootKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What a birth is answered. */
final class SessionOpening {
    private final SessionRecords sessions;
    private final StationCursors cursors;

    SessionOpening(SessionRecords sessions, StationCursors cursors) {
        this.sessions = sessions;
        this.cursors = cursors;
    }

    /**
     * An answer to a birth.
     *
     * @param doubt facts of which the birth may tell when they happened: its clocks confirm those of earlier births of its boot,
     *     or contradict them
     */
    record Opened(Session session, Optional<Doubt> doubt) {
        private Opened(Session session) {
            this(session, Optional.empty());
        }
    }

    /**
     * Facts of a boot that may have happened at another time than it seemed until now.
     *
     * @param after the last sequence before them
     * @param epoch of the birth that says so
     * @param at when that birth arrived
     */
    record Doubt(BootKey boot, long after, long epoch, Instant at) {}

    Opened open(Birth birth) {
        Optional<SessionRecords.Standing> found = sessions.find(birth.station());
        if (found.isEmpty()) {
            sessions.notePending(birth.station(), birth.clock().arrivedAt());
            return new Opened(new Session.Pending());
        }
        SessionRecords.Standing station = found.get();
        if (station.retired()) {
            return new Opened(new Session.Rejected("retired"));
        }
        if (station.journal() > birth.journal()) {
            return new Opened(new Session.Rejected("journal-older"));
        }
        if (station.online() && birth.nonce().equals(station.nonce())) {
            return new Opened(new Session.Accepted(station.epoch()));
        }
        return accept(birth, station.epoch() + 1);
    }

    private Opened accept(Birth birth, long epoch) {
        Birth.Clock clock = birth.clock();
        BootKey boot = new BootKey(birth.station(), birth.journal(), birth.boot());
        BootClock known = cursors.loadClocks(Set.of(boot)).getOrDefault(boot, BootClock.UNKNOWN);
        Segment own = new Segment(epoch, birth.asOf(), Anchor.of(birth));
        Optional<Segment> begun = Optional.of(own).filter(segment -> known.isNews(segment.anchor()));
        Stamp stamp = new Stamp(clock.deviceTime(), clock.uptime(), birth.boot(), clock.quality(), false);
        Anchor anchor = begun.map(Segment::anchor).or(known::last).orElseThrow();
        sessions.open(birth, epoch, begun, TimeJudge.judgeBirth(stamp, anchor, clock.arrivedAt()));
        return new Opened(
                new Session.Accepted(epoch),
                known.last().map(first -> new Doubt(boot, known.reflected(), epoch, clock.arrivedAt())));
    }
}
