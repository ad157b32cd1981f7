package bici.infra.simulation;

import bici.fleet.operations.CommandQueue.QueuedCommand;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.FactId;
import bici.wire.DownMessage.Command;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sees every act and every answer as it happens, and says at once what must not be. One thread. */
final class Witness {
    private static final int EXAMPLES = 20;

    private final World world;
    private final Records records;
    private final Map<Wrong, Integer> wrongs = new EnumMap<>(Wrong.class);
    private final List<Example> examples = new ArrayList<>();
    private final Map<String, QueuedCommand> handedOut = new LinkedHashMap<>();
    private final Map<String, String> commandOfKey = new HashMap<>();
    private final Set<String> queuedKeys = new HashSet<>();
    private final Map<String, CommandState> told = new LinkedHashMap<>();
    private final Set<String> opened = new HashSet<>();
    private int count;

    Witness(World world, Records records) {
        this.world = world;
        this.records = records;
    }

    void wrong(Wrong what, String text) {
        count++;
        wrongs.merge(what, 1, Integer::sum);
        world.history().note("WRONG " + what.word(), text);
        if (examples.size() < EXAMPLES || !isExampleOf(what)) {
            examples.add(new Example(world.history().time(), what, text));
        }
    }

    private boolean isExampleOf(Wrong what) {
        return examples.stream().anyMatch(example -> example.what() == what);
    }

    /** Something that was wrong, and when. */
    record Example(String time, Wrong what, String text) {
        @Override
        public String toString() {
            return time + " " + what.word() + ": " + text;
        }
    }

    /** Commands as the core hands them out. */
    void handedOut(List<QueuedCommand> commands) {
        for (QueuedCommand command : commands) {
            if (handedOut.put(command.id().value(), command) != null) {
                wrong(Wrong.DOUBLE_OPEN, command.id() + " was handed out twice");
            }
        }
    }

    /** A lock opens for a command. */
    void opened(String station, Command command, String bike) {
        String id = command.command();
        world.history().note("opens", station, command.dock().orElse(0), bike, id);
        QueuedCommand asked = handedOut.get(id);
        if (asked == null) {
            wrong(Wrong.INVENTED, station + " opens for " + id + ", which nobody handed out");
            return;
        }
        long deadlineMs = asked.issuedAt().plus(asked.timeToLive()).toEpochMilli();
        if (world.nowMs() > deadlineMs) {
            wrong(Wrong.LATE_OPEN, station + " opens for " + id + " " + (world.nowMs() - deadlineMs) + " ms too late");
        }
        if (command.epoch() != asked.epoch()) {
            wrong(Wrong.LATE_OPEN, station + " opens for " + id + " of connection " + asked.epoch());
        }
        CommandState said = told.get(id);
        if (said != null && said.isEnd() && said != CommandState.DONE) {
            wrong(Wrong.LATE_OPEN, station + " opens for " + id + " after its rider was told " + said);
        }
        if (!opened.add(id)) {
            wrong(Wrong.DOUBLE_OPEN, station + " opens twice for " + id);
        }
        records.findUnlock(new CommandId(id)).ifPresent(u -> openedFor(u, station, bike));
    }

    private void openedFor(Unlock unlock, String station, String bike) {
        if (!unlock.bike().value().equals(bike)
                || !unlock.dock().station().value().equals(station)) {
            wrong(Wrong.INVENTED, unlock.id() + " opens another lock");
        }
    }

    /** A request was answered, by the core itself or by what it kept. */
    void answered(UnlockRequest request, UnlockAnswer answer) {
        String key = request.rider() + "/" + request.key();
        String command = switch (answer) {
            case UnlockAnswer.Queued x -> x.unlock().id().value();
            case UnlockAnswer.InFlight x -> x.unlock().id().value();
            case UnlockAnswer.Repeated x -> x.unlock().id().value();
            case UnlockAnswer.Refused x -> "refused " + x.refusal().word();
            case UnlockAnswer.KeyReused x -> "key-reused";
        };
        world.history().note("answers", key, command);
        String before = commandOfKey.putIfAbsent(key, command);
        if (before != null && !before.equals(command)) {
            wrong(Wrong.ANSWER, "key " + key + " was answered " + before + ", then " + command);
        }
        if (answer instanceof UnlockAnswer.Queued && !queuedKeys.add(key)) {
            wrong(Wrong.DOUBLE_OPEN, "key " + key + " was queued twice");
        }
    }

    /** A rider reads how the unlock stands; an end is for ever. */
    void told(Unlock unlock, CommandState state) {
        String id = unlock.id().value();
        world.history().note("tells", id, state.name());
        CommandState before = told.put(id, state);
        if (before != null && before.isEnd() && before != state) {
            wrong(Wrong.ANSWER, "unlock " + id + " was told " + before + ", then " + state);
        }
        if (state == CommandState.UNKNOWN && world.nowMs() < unlock.deadline().toEpochMilli()) {
            wrong(Wrong.ANSWER, "unlock " + id + " is given up before its deadline");
        }
        if (state == CommandState.DONE && unlock.trip().isEmpty()) {
            wrong(Wrong.ANSWER, "unlock " + id + " is done without a trip");
        }
    }

    Map<String, CommandState> told() {
        return told;
    }

    /** In the order in which they were handed out. */
    Set<String> handedOutIds() {
        return handedOut.keySet();
    }

    /** A fact is about to be acknowledged. */
    void acknowledged(FactId fact) {
        if (!records.isRecorded(fact)) {
            wrong(Wrong.LOST, "fact " + fact + " is acknowledged and not recorded");
        }
    }

    Map<Wrong, Integer> wrongs() {
        return wrongs;
    }

    /** The first ones, and the first of each kind. */
    List<Example> examples() {
        return examples;
    }

    boolean hasSeen(Set<Wrong> any) {
        return count > 0 && any.stream().anyMatch(wrongs::containsKey);
    }

    /** How much was wrong. */
    int count() {
        return count;
    }
}
