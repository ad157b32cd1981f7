package bici.fleet.ledger;

import bici.fleet.dock.Birth;
import bici.fleet.dock.BootClock;
import bici.fleet.dock.BootClock.Segment;
import bici.fleet.dock.Session;
import bici.fleet.dock.Stamp;
import bici.fleet.dock.TimeJudge;
import bici.fleet.dock.TimeJudge.Anchor;
import bici.fleet.ledger.StationCursors.BootKey;
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

    Session open(Birth birth) {
        Optional<SessionRecords.Standing> found = sessions.find(birth.station());
        if (found.isEmpty()) {
            sessions.notePending(birth.station(), birth.clock().arrivedAt());
            return new Session.Pending();
        }
        SessionRecords.Standing station = found.get();
        if (station.retired()) {
            return new Session.Rejected("retired");
        }
        if (station.journal() > birth.journal()) {
            return new Session.Rejected("journal-older");
        }
        if (station.online() && birth.nonce().equals(station.nonce())) {
            return new Session.Accepted(station.epoch());
        }
        return accept(birth, station.epoch() + 1);
    }

    private Session accept(Birth birth, long epoch) {
        Birth.Clock clock = birth.clock();
        BootKey boot = new BootKey(birth.station(), birth.journal(), birth.boot());
        BootClock known = cursors.loadClocks(Set.of(boot)).getOrDefault(boot, BootClock.UNKNOWN);
        Segment own = new Segment(epoch, birth.asOf(), Anchor.of(birth));
        Optional<Segment> begun = Optional.of(own).filter(segment -> known.isNews(segment.anchor()));
        Stamp stamp = new Stamp(clock.deviceTime(), clock.uptime(), birth.boot(), clock.quality(), false);
        Anchor anchor = begun.map(Segment::anchor).or(known::last).orElseThrow();
        sessions.open(birth, epoch, begun, TimeJudge.judgeBirth(stamp, anchor, clock.arrivedAt()));
        return new Session.Accepted(epoch);
    }
}
