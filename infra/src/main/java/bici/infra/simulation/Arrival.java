package bici.infra.simulation;

import bici.infra.simulation.ToldDay.Born;
import bici.infra.simulation.ToldDay.Message;
import bici.infra.simulation.ToldDay.Said;
import bici.infra.simulation.ToldDay.Telling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The orders in which a day's messages may arrive. The protocol leaves this much open: stations are independent of each
 * other; a station's births keep their order, since one connection ends before the next begins; its facts come in any
 * order whatever, once there is a session to send them in, and any number of times.
 *
 * @param strays how far a fact may be from its place, in days
 * @param late how late a whole station may be, in days
 * @param doubled the share of facts that come again, later or earlier
 */
record Arrival(double strays, double late, double doubled) {
    /** As everything happened, once. */
    static final Arrival IN_ORDER = new Arrival(0, 0, 0);

    private static final List<Double> STRAYS = List.of(0.0, 0.001, 0.01, 0.1, 1.0, 10.0);
    private static final List<Double> LATE = List.of(0.0, 0.1, 1.0);
    private static final double MOST_DOUBLED = 0.3;
    private static final int MOST_COPIES = 3;

    /** Anything from a few facts out of place to no order at all. */
    static Arrival drawn(Dice dice) {
        return new Arrival(dice.pick(STRAYS), dice.pick(LATE), MOST_DOUBLED * dice.below(3) / 2);
    }

    List<Message> order(ToldDay day, Dice dice) {
        List<Message> messages = new ArrayList<>();
        day.tellings().forEach(telling -> add(telling, dice, messages));
        messages.sort(Comparator.comparingDouble(Message::when));
        return messages;
    }

    private void add(Telling telling, Dice dice, List<Message> messages) {
        double offset = late * unit(dice);
        double[] opened = new double[telling.births().size()];
        double latest = 0;
        for (int i = 0; i < opened.length; i++) {
            Born born = telling.births().get(i);
            latest = Math.max(latest, born.when() + offset + strays * unit(dice));
            opened[i] = latest;
            messages.add(Message.of(telling.station(), born.birth(), latest));
        }
        for (Said said : telling.facts()) {
            messages.add(message(telling, said, opened, offset + strays * unit(dice)));
            for (int copies = copies(dice); copies > 0; copies--) {
                messages.add(message(telling, said, opened, offset + (strays + 1) * (unit(dice) - 1.0 / 2)));
            }
        }
    }

    private int copies(Dice dice) {
        return dice.chance(doubled) ? 1 + dice.below(MOST_COPIES) : 0;
    }

    private static Message message(Telling telling, Said said, double[] opened, double delay) {
        return Message.of(telling.station(), said.fact(), Math.max(opened[said.session()], said.when() + delay));
    }

    private static double unit(Dice dice) {
        return dice.generator().nextDouble();
    }
}
