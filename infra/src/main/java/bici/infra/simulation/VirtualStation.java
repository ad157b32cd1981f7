package bici.infra.simulation;

import bici.fleet.vocabulary.StationId;
import bici.simulator.station.ServerClock;
import bici.wire.DownMessage;
import bici.wire.UpMessage;
import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A station as PROTOCOL.md says it must be: it writes down what it does before it does it, sends it until it is
 * acknowledged, and obeys what is young, of this connection and new. Written apart from the simulator's, so that a
 * misreading of one shows against the other. One thread.
 */
final class VirtualStation implements Line.StationEnd {
    private static final long HEARTBEAT_MS = 60_000;
    private static final long SILENCE_MS = 150_000;
    private static final long BIRTH_WAIT_MS = 30_000;

    private final StationId id;
    private final World world;
    private final Surroundings around;
    private final Dice dice;
    private final DeviceClock clock;
    private final ServerClock serverClock = new ServerClock();
    private final StationMemory memory;
    private final StationDocks docks;
    private final StationUplink uplink;
    private final Locks locks;
    private final CardTaps taps;
    private Optional<Line> line = Optional.empty();
    private boolean powered = true;
    private long epoch;
    private boolean accepted;
    private String nonce = "";
    private long heardMs;
    private long awayUntilMs;
    private int attempts;
    private int boots;
    private int lines;
    private long births;
    private boolean worn;

    VirtualStation(StationId id, World world, Surroundings around) {
        this.id = id;
        this.world = world;
        this.around = around;
        this.dice = world.dice().split();
        this.clock = new DeviceClock(world.agenda(), dice);
        this.memory = new StationMemory(world, id, clock);
        this.docks = new StationDocks(world, id.value(), memory, () -> !accepted);
        this.uplink = new StationUplink(memory);
        this.locks = new Locks(this, memory, docks, world, dice);
        this.taps = new CardTaps(this, world, locks);
    }

    /** What is around a station: the network, people, and who watches. */
    record Surroundings(Network network, Kerb kerb, Witness witness) {}

    /** Where stations connect to. */
    interface Network {
        /** A line to the node; empty when it cannot be reached. */
        Optional<Line> connect(VirtualStation station);
    }

    String id() {
        return id.value();
    }

    StationId stationId() {
        return id;
    }

    DeviceClock clock() {
        return clock;
    }

    /** By the last exchange with the server and the monotonic clock. */
    boolean isInTime(DownMessage.Command command) {
        return serverClock.isInTime(command.issuedMs(), command.ttlMs(), clock.timerMs());
    }

    StationMemory memory() {
        return memory;
    }

    StationDocks docks() {
        return docks;
    }

    Kerb kerb() {
        return around.kerb();
    }

    Witness witness() {
        return around.witness();
    }

    Optional<Line> line() {
        return line;
    }

    long epoch() {
        return accepted ? epoch : -1;
    }

    boolean isAccepted() {
        return accepted;
    }

    boolean isPowered() {
        return powered;
    }

    /** In a while, unless the power goes or the station starts anew before. */
    void later(long ms, Runnable act) {
        int boot = boots;
        world.agenda().after(ms, () -> {
            if (boot == boots && powered) {
                act.run();
            }
        });
    }

    void start() {
        later(dice.between(0, 20_000), this::connect);
    }

    private void connect() {
        if (!powered || line.isPresent()) {
            return;
        }
        if (world.nowMs() < awayUntilMs) {
            later(awayUntilMs - world.nowMs() + dice.between(0, 5_000), this::connect);
            return;
        }
        line = around.network().connect(this);
        if (line.isEmpty()) {
            retry();
            return;
        }
        lines++;
        nonce = id.value() + "-" + clock.boot() + "-" + lines + "-"
                + memory.journal().number();
        heardMs = world.nowMs();
        serverClock.forgetRequests();
        uplink.restart();
        sayBirth(lines);
        watch(lines);
    }

    private void retry() {
        long limit = Math.min(60_000, 1_000L << Math.min(attempts++, 6));
        later(dice.between(1_000, Math.max(1_000, limit)), this::connect);
    }

    private void sayBirth(int number) {
        if (number != lines || line.isEmpty() || accepted) {
            return;
        }
        serverClock.requested(nonce, clock.timerMs());
        Journal journal = memory.journal();
        say(new UpMessage.Birth(
                nonce,
                journal.number(),
                clock.boot(),
                clock.deviceMs(),
                clock.uptimeMs(),
                clock.quality(),
                "1.0",
                "virtual",
                "virtual",
                0,
                City.LIST_VERSION,
                journal.last(),
                journal.waiting(),
                docks.inventory()));
        births++;
        sayBirthAgain(number, BIRTH_WAIT_MS);
    }

    private void sayBirthAgain(int number, long waitMs) {
        long said = births;
        later(waitMs, () -> {
            if (births == said) {
                sayBirth(number);
            }
        });
    }

    /** Asks the time now and then, and hangs up when nothing is heard any more. */
    private void watch(int number) {
        later(HEARTBEAT_MS, () -> {
            if (number != lines || line.isEmpty()) {
                return;
            }
            if (world.nowMs() - heardMs > SILENCE_MS) {
                Line silent = line.get();
                silent.closedByStation();
                lost(silent);
                return;
            }
            String question = "q" + world.nowMs();
            serverClock.requested(question, clock.timerMs());
            line.get().up(new UpMessage.ClockRequest(question, clock.uptimeMs(), clock.deviceMs()), 0);
            watch(number);
        });
    }

    /** Says something that is no fact. */
    void say(UpMessage message) {
        uplink.send(message);
        pump();
    }

    void write(Happening happening) {
        memory.write(happening, !accepted);
        pump();
    }

    void pump() {
        line.ifPresent(l -> uplink.pump(l, accepted));
    }

    @Override
    public void heard(Line from, DownMessage message) {
        if (line.isEmpty() || line.get() != from) {
            return;
        }
        heardMs = world.nowMs();
        switch (message) {
            case DownMessage.BirthAnswer answer -> birthAnswered(answer);
            case DownMessage.ClockAnswer answer -> serverClock.answered(answer.nonce(), answer.serverTimeMs());
            case DownMessage.Command command -> locks.obey(command);
            case DownMessage.Resend resend -> {
                uplink.sendAgain(resend.journal(), resend.from(), resend.to());
                pump();
            }
            case DownMessage.AuthorizeAnswer answer -> taps.authorised(answer);
            default -> world.history().note("unread", id.value(), message.kind());
        }
    }

    private void birthAnswered(DownMessage.BirthAnswer answer) {
        if (!answer.nonce().equals(nonce) || accepted) {
            return;
        }
        if (answer.status() != DownMessage.Acceptance.ACCEPTED) {
            sayBirthAgain(lines, answer.retryAfterMs());
            return;
        }
        serverClock.answered(answer.nonce(), answer.serverTimeMs());
        clock.synced();
        accepted = true;
        epoch = answer.epoch();
        attempts = 0;
        world.history().note("accepted", id.value(), epoch);
        pump();
    }

    @Override
    public void acknowledged(Line from, int packet) {
        if (line.isPresent() && line.get() == from) {
            heardMs = world.nowMs();
            uplink.acknowledged(packet);
            pump();
        }
    }

    @Override
    public void lost(Line which) {
        if (line.isEmpty() || line.get() != which) {
            return;
        }
        line = Optional.empty();
        accepted = false;
        world.history().note("lost line", id.value());
        taps.decideAll();
        retry();
    }

    @Override
    public boolean heardAstray(DownMessage message) {
        if (powered && accepted && message instanceof DownMessage.Command command) {
            locks.obey(command);
            return true;
        }
        return false;
    }

    @Override
    public void repeated(UpMessage.Facts facts) {
        if (accepted && facts.journal() == memory.journal().number()) {
            line.ifPresent(l -> l.up(facts, 0));
        }
    }

    /** Somebody holds a card to a dock. */
    void tap(int dock, String card, Consumer<String> taker) {
        if (powered) {
            taps.tap(dock, card, taker);
        }
    }

    /** Somebody breaks the lock: the bike is out, whatever the station thinks. */
    void force(int dock) {
        docks.leave(dock, new Cause.ByNobody(), powered);
        pump();
    }

    /** No signal until then; the line that there is goes without a word. */
    void goAway(long ms) {
        awayUntilMs = world.nowMs() + ms;
        line.ifPresent(Line::halfOpen);
    }

    /** The signal is back, and the clock is repaired. */
    void calm() {
        awayUntilMs = world.nowMs();
        clock.repair();
        start();
    }

    void reconnect() {
        line.ifPresent(l -> l.cut("update"));
    }

    /** Everything stops where it is. Nobody is told. */
    void cutPower() {
        if (powered) {
            powered = false;
            stop();
            line.ifPresent(l -> {
                l.halfOpen();
                line = Optional.empty();
            });
            world.agenda().after(dice.between(5_000, 1_800_000), this::restorePower);
        }
    }

    /** At the next start a part of the journal cannot be read any more. */
    void wearOut() {
        worn = true;
    }

    private void restorePower() {
        powered = true;
        clock.restart();
        if (worn && !world.faults().isOver() && memory.lose(dice)) {
            world.faults().happened(Fault.JOURNAL_LOST, id.value());
        }
        worn = false;
        start();
    }

    void reboot() {
        if (powered) {
            stop();
            line.ifPresent(l -> {
                l.closedByStation();
                line = Optional.empty();
            });
            clock.restart();
            start();
        }
    }

    void replaceBoard() {
        if (powered) {
            reboot();
            memory.replace();
            clock.replace();
            uplink.restart();
        }
    }

    private void stop() {
        boots++;
        accepted = false;
        taps.forget();
        docks.release();
        serverClock.forget();
        uplink.restart();
    }
}
