package bici.fleet.ledger;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Session;
import bici.fleet.dock.Stamp;
import bici.fleet.dock.TimeJudge;
import java.util.Optional;

/** What a birth is answered. */
final class SessionOpening {
    private final SessionRecords sessions;

    SessionOpening(SessionRecords sessions) {
        this.sessions = sessions;
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
        TimeJudge.Anchor anchor = new TimeJudge.Anchor(clock.uptime(), clock.arrivedAt());
        sessions.open(
                birth,
                epoch,
                TimeJudge.judge(stamp, Optional.of(anchor), clock.arrivedAt()).at());
        return new Session.Accepted(epoch);
    }
}
