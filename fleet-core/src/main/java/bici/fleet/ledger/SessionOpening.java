package bici.fleet.ledger;

import bici.fleet.dock.Birth;
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
        Stamp stamp = new Stamp(clock.deviceTime(), clock.uptime(), birth.boot(), clock.quality(), false);
        Anchor anchor = anchor(birth);
        sessions.open(
                birth,
                epoch,
                anchor,
                TimeJudge.judge(stamp, Optional.of(anchor), clock.arrivedAt()).at());
        return new Session.Accepted(epoch);
    }

    /** The first of its boot, until a birth comes that was much less time under way. */
    private Anchor anchor(Birth birth) {
        Anchor told = Anchor.of(birth);
        BootKey boot = new BootKey(birth.station(), birth.journal(), birth.boot());
        return Optional.ofNullable(cursors.loadAnchors(Set.of(boot)).get(boot))
                .filter(known -> !told.isMuchBetterThan(known))
                .orElse(told);
    }
}
