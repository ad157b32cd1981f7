package bici.infra.simulation;

import bici.wire.DownMessage;
import bici.wire.UpMessage;

/**
 * One connection of one station: in order and without loss until it is cut, unless a fault says otherwise. Each end learns
 * of the cut in its own time. One thread.
 */
final class Line {
    private static final double MESSAGES_A_DAY = 5_000;
    private static final long EIGHT_HOURS_MS = 28_800_000;

    private final World world;
    private final StationEnd stationEnd;
    private final NodeEnd nodeEnd;
    private final Dice dice;
    private boolean cut;
    private boolean halfOpen;
    private long troubledMs = Long.MIN_VALUE;
    private long upMs;
    private long downMs;

    Line(World world, Dice dice, StationEnd stationEnd, NodeEndOf nodeEnd) {
        this.world = world;
        this.dice = dice;
        this.stationEnd = stationEnd;
        this.nodeEnd = nodeEnd.of(this);
    }

    /** Makes the node's end of a line. */
    interface NodeEndOf {
        NodeEnd of(Line line);
    }

    /** What a station hears. */
    interface StationEnd {
        void heard(Line line, DownMessage message);

        void acknowledged(Line line, int packet);

        void lost(Line line);

        /** A message that was meant for an earlier line; whether there is a line now to hear it. */
        boolean heardAstray(DownMessage message);

        /** Facts that were sent before come again, on whatever line there is now. */
        void repeated(UpMessage.Facts facts);
    }

    /** What the node hears. */
    interface NodeEnd {
        void heard(UpMessage message, int packet);

        void lost(String why);
    }

    /** From the station; packet 0 wants no acknowledgement. */
    void up(UpMessage message, int packet) {
        if (isDead() || (counts(message) && isLost(message.kind()))) {
            return;
        }
        boolean early = counts(message) && world.faults().strikes(Fault.MESSAGE_REORDERED, MESSAGES_A_DAY, "up");
        upMs = due(upMs, counts(message));
        long dueMs = early ? world.nowMs() + latencyMs() : upMs;
        world.agenda().at(dueMs, () -> {
            if (!isDead()) {
                nodeEnd.heard(message, packet);
            }
        });
        if (message instanceof UpMessage.Facts facts
                && world.faults().strikes(Fault.MESSAGE_DUPLICATED, MESSAGES_A_DAY, "up")) {
            world.agenda().at(dueMs + dice.between(0, EIGHT_HOURS_MS), () -> stationEnd.repeated(facts));
        }
    }

    /** To the station. */
    void down(DownMessage message) {
        boolean command = message instanceof DownMessage.Command;
        if (command && world.faults().strikes(Fault.COMMAND_ASTRAY, MESSAGES_A_DAY / 4)) {
            stray(message);
            return;
        }
        if (isDead() || (command && isLost(message.kind()))) {
            return;
        }
        downMs = due(downMs, command);
        deliver(message, downMs);
        if (command && world.faults().strikes(Fault.MESSAGE_DUPLICATED, MESSAGES_A_DAY, "down")) {
            deliver(message, downMs + dice.between(0, 30_000));
        }
    }

    private void deliver(DownMessage message, long dueMs) {
        world.agenda().at(dueMs, () -> {
            if (!isDead()) {
                stationEnd.heard(this, message);
            }
        });
    }

    /** The line breaks with a command on it, which comes out of the next one. */
    private void stray(DownMessage message) {
        cut("astray");
        world.agenda().after(dice.between(1_500, 20_000), () -> stationEnd.heardAstray(message));
    }

    void puback(int packet) {
        if (packet == 0 || isDead() || isLost("puback")) {
            return;
        }
        downMs = due(downMs, false);
        world.agenda().at(downMs, () -> {
            if (!isDead()) {
                stationEnd.acknowledged(this, packet);
            }
        });
    }

    /** Both ends learn of it within seconds. */
    void cut(String why) {
        if (!cut) {
            cut = true;
            world.agenda().after(dice.between(0, 2_000), () -> stationEnd.lost(this));
            world.agenda().after(dice.between(0, 2_000), () -> nodeEnd.lost(why));
        }
    }

    /** One end went away without a word; the other learns of it by silence. */
    void halfOpen() {
        halfOpen = true;
    }

    /** The node's process is gone, or it closes: its end knows already. */
    void closedByNode() {
        if (!cut) {
            cut = true;
            world.agenda().after(dice.between(0, 3_000), () -> stationEnd.lost(this));
        }
    }

    /** The station hangs up: its end knows already. */
    void closedByStation() {
        if (!cut) {
            cut = true;
            world.agenda().after(dice.between(0, 2_000), () -> nodeEnd.lost("closed"));
        }
    }

    /** When something was last lost on it. */
    long troubledMs() {
        return halfOpen ? world.nowMs() : troubledMs;
    }

    private boolean isDead() {
        return cut || halfOpen;
    }

    private static boolean counts(UpMessage message) {
        return message instanceof UpMessage.Facts || message instanceof UpMessage.Reply;
    }

    private boolean isLost(String kind) {
        boolean lost = world.faults().strikes(Fault.MESSAGE_LOST, MESSAGES_A_DAY, kind);
        if (lost) {
            troubledMs = world.nowMs();
        }
        return lost;
    }

    private long due(long afterMs, boolean mayBeLate) {
        long late = mayBeLate && world.faults().strikes(Fault.MESSAGE_DELAYED, MESSAGES_A_DAY)
                ? dice.between(1_000, 60_000)
                : 0;
        return Math.max(afterMs, world.nowMs() + latencyMs() + late);
    }

    private long latencyMs() {
        return dice.between(20, 200);
    }
}
