package bici.infra.failpoint;

import bici.fleet.dock.StationLedger;
import bici.fleet.operations.Cards;
import bici.fleet.operations.CommandQueue;
import bici.fleet.operations.StaffDesk;
import bici.fleet.trip.UnlockDesk;
import java.util.Arrays;
import java.util.Optional;

/**
 * A place where the server can be killed: a moment in a call of one of its ports. The product's code knows none of them;
 * they lie around the ports and around the database's connections ({@link Failpoints}).
 */
public enum Failpoint {
    /** Facts are judged; none is written. */
    RECORD_BEFORE_COPY(StationLedger.class, "record", Moment.BEFORE_COPY),
    /** Facts are kept and folded; nothing is committed. */
    RECORD_BEFORE_COMMIT(StationLedger.class, "record", Moment.BEFORE_COMMIT),
    /** Committed; no station was told. */
    RECORD_AFTER_COMMIT(StationLedger.class, "record", Moment.AFTER_COMMIT),
    /** Some stations got their acknowledgement, others did not. */
    RECORD_WHILE_ACKNOWLEDGING(StationLedger.class, "record", Moment.SOON_AFTER),
    /** An inventory was held against the docks; its inferred facts are not committed. */
    RECORD_WHILE_RECONCILING(StationLedger.class, "record", Moment.RECONCILING),
    BIRTH_WHILE_RECONCILING(StationLedger.class, "openSession", Moment.RECONCILING),
    BIRTH_BEFORE_COMMIT(StationLedger.class, "openSession", Moment.BEFORE_COMMIT),
    /** The session is open; the station does not know. */
    BIRTH_AFTER_COMMIT(StationLedger.class, "openSession", Moment.AFTER_COMMIT),
    BIRTH_WHILE_ANSWERING(StationLedger.class, "openSession", Moment.SOON_AFTER),
    DEATH_BEFORE_COMMIT(StationLedger.class, "closeSession", Moment.BEFORE_COMMIT),
    DEATH_AFTER_COMMIT(StationLedger.class, "closeSession", Moment.AFTER_COMMIT),
    /** The server starts and has closed what a killed one left open; nobody can connect yet. */
    START_BEFORE_LISTENING(StationLedger.class, "closeAllSessions", Moment.AFTER_COMMIT),
    HEALTH_BEFORE_COMMIT(StationLedger.class, "recordHealth", Moment.BEFORE_COMMIT),
    UNLOCK_BEFORE_COMMIT(UnlockDesk.class, "request", Moment.BEFORE_COMMIT),
    /** The command is queued; nobody was told, not even the courier. */
    UNLOCK_AFTER_COMMIT(UnlockDesk.class, "request", Moment.AFTER_COMMIT),
    /** The courier was told; the rider waits. */
    UNLOCK_WHILE_WAITING(UnlockDesk.class, "request", Moment.SOON_AFTER),
    /** The end of an unlock was read; its HTTP answer is on the way, or not. */
    UNLOCK_WHILE_ANSWERING(UnlockDesk.class, "find", Moment.SOON_AFTER),
    /** Marked as sent; not published. */
    COMMAND_BEFORE_PUBLISH(CommandQueue.class, "takeQueued", Moment.AFTER),
    COMMAND_AFTER_PUBLISH(CommandQueue.class, "takeQueued", Moment.SOON_AFTER),
    REPLY_BEFORE_COMMIT(CommandQueue.class, "reply", Moment.BEFORE_COMMIT),
    REPLY_AFTER_COMMIT(CommandQueue.class, "reply", Moment.AFTER_COMMIT),
    SWEEP_BEFORE_COMMIT(CommandQueue.class, "sweep", Moment.BEFORE_COMMIT),
    SWEEP_AFTER_COMMIT(CommandQueue.class, "sweep", Moment.AFTER_COMMIT),
    ORDER_BEFORE_COMMIT(StaffDesk.class, "send", Moment.BEFORE_COMMIT),
    /** Order, desired state and audit entry are committed; nobody was told. */
    ORDER_AFTER_COMMIT(StaffDesk.class, "send", Moment.AFTER_COMMIT),
    /** A card was judged; its station waits. */
    CARD_BEFORE_ANSWER(Cards.class, "authorize", Moment.AFTER);

    private final Class<?> port;
    private final String method;
    private final Moment moment;

    Failpoint(Class<?> port, String method, Moment moment) {
        this.port = port;
        this.method = method;
        this.moment = moment;
    }

    /** When, within a call. */
    enum Moment {
        BEFORE_COPY,
        RECONCILING,
        BEFORE_COMMIT,
        AFTER_COMMIT,
        /** The call returns with something in its hands. */
        AFTER,
        /** Some hundred microseconds after it returned so, with all threads going on. */
        SOON_AFTER
    }

    Class<?> port() {
        return port;
    }

    String method() {
        return method;
    }

    Moment moment() {
        return moment;
    }

    /** Such as {@code record-before-copy}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static Optional<Failpoint> find(String word) {
        return Arrays.stream(values())
                .filter(point -> point.word().equals(word))
                .findFirst();
    }
}
