package bici.infra.simulation;

import bici.fleet.dock.LedgerUnavailable;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.RiderId;
import java.util.Optional;
import java.util.function.Consumer;

/** Between phones and the node: requests and answers take their time, and some do not come through. One thread. */
final class PhoneLine {
    private static final double ANSWERS_A_DAY = 6_000;

    private final World world;
    private final VirtualNode node;
    private final Dice dice;

    PhoneLine(World world, VirtualNode node) {
        this.world = world;
        this.node = node;
        this.dice = world.dice().split();
    }

    /** What the node answers; nothing comes when something went wrong on the way. */
    void request(UnlockRequest request, Consumer<UnlockAnswer> hear) {
        ask(
                () -> {
                    UnlockAnswer answer =
                            node.core().desk().request(request, world.agenda().now());
                    node.witness().answered(request, answer);
                    return Optional.of(answer);
                },
                hear);
    }

    /** How an unlock stands, as its rider is told. */
    void find(RiderId rider, CommandId command, Consumer<Unlock> hear) {
        ask(
                () -> {
                    Optional<Unlock> unlock = node.core().desk().find(rider, command);
                    unlock.ifPresent(u -> node.witness().told(u, said(u)));
                    return unlock;
                },
                hear);
    }

    private CommandState said(Unlock unlock) {
        return node.isPlanted(Planted.UNKNOWN_IS_FAILED) && unlock.state() == CommandState.UNKNOWN
                ? CommandState.EXPIRED
                : unlock.state();
    }

    /** What the core is asked. */
    private interface Question<T> {
        Optional<T> ask();
    }

    private <T> void ask(Question<T> question, Consumer<T> hear) {
        world.agenda().after(dice.between(20, 300), () -> {
            if (node.isUp()) {
                node.guarded(() -> answer(question, hear));
            }
        });
    }

    private <T> void answer(Question<T> question, Consumer<T> hear) {
        Optional<T> answer;
        try {
            answer = question.ask();
        } catch (LedgerUnavailable e) {
            return;
        }
        if (answer.isPresent() && !world.faults().strikes(Fault.ANSWER_LOST, ANSWERS_A_DAY)) {
            T heard = answer.get();
            world.agenda().after(dice.between(20, 300), () -> hear.accept(heard));
        }
    }
}
