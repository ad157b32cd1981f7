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
 * <p>One thing is kept: a replaced board sends nothing any more, so that the new one's first birth comes after what the
 * old one still told.
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
    /** Next to nothing, in days. */
    private static final double INSTANT = 1e-9;

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
        double[] told = new double[telling.facts().size()];
        double opened = 0;
        for (int i = 0; i < telling.births().size(); i++) {
            Born born = telling.births().get(i);
            opened = Math.max(opened + INSTANT, born.when() + offset + strays * unit(dice));
            opened = Math.max(opened, mustComeBefore(i, telling, told) + INSTANT);
            messages.add(Message.of(telling.station(), born.birth(), opened));
            for (int f = 0; f < told.length; f++) {
                Said said = telling.facts().get(f);
                if (said.session() == i) {
                    told[f] = Math.max(opened, said.when() + offset + strays * unit(dice));
                    messages.add(Message.of(telling.station(), said, told[f]));
                    again(telling, said, opened, offset, dice, messages);
                }
            }
        }
    }

    private void again(Telling telling, Said said, double opened, double offset, Dice dice, List<Message> messages) {
        for (int copies = dice.chance(doubled) ? 1 + dice.below(MOST_COPIES) : 0; copies > 0; copies--) {
            double when = said.when() + offset + (strays + 1) * (unit(dice) - 1.0 / 2);
            messages.add(Message.of(telling.station(), said, Math.max(opened, when)));
        }
    }

    /** When the last of those facts is told that a birth cannot overtake. */
    private static double mustComeBefore(int birth, Telling telling, double[] told) {
        double latest = 0;
        for (int f = 0; f < told.length; f++) {
            Said said = telling.facts().get(f);
            boolean ofOldBoard = said.fact().id().journal()
                    < telling.births().get(birth).birth().journal();
            if (said.session() < birth && ofOldBoard) {
                latest = Math.max(latest, told[f]);
            }
        }
        return latest;
    }

    private static double unit(Dice dice) {
        return dice.generator().nextDouble();
    }
}
