package bici.infra.simulation;

import bici.fleet.trip.CommandState;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.RiderId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One rider with a phone in front of one station, until the bike is out or the rider walks on. One thread. */
final class Errand {
    private static final double STORMS_A_DAY = 1_000;
    private static final long PATIENCE_MS = 40_000;
    private static final int TRIES = 6;

    private final World world;
    private final PhoneLine phone;
    private final VirtualStation station;
    private final RiderId rider;
    private final Ends ends;
    private final Dice dice;
    private boolean over;
    private int keys;

    /** How it may end. */
    record Ends(Consumer<String> rides, Runnable walksOn, Witness witness, VirtualNode node, Records records) {}

    Errand(World world, PhoneLine phone, VirtualStation station, RiderId rider, Ends ends) {
        this.world = world;
        this.phone = phone;
        this.station = station;
        this.rider = rider;
        this.ends = ends;
        this.dice = world.dice().split();
    }

    void begin() {
        if (over) {
            return;
        }
        List<Integer> ready = station.docks().listReady();
        if (ready.isEmpty() || keys >= 3) {
            walkOn();
            return;
        }
        int dock = dice.pick(ready);
        String bike = station.docks().findBike(dock).orElseThrow();
        Optional<PrintedCode> code = dice.chance(0.6)
                ? ends.records().findCode(new DockId(station.stationId(), dock))
                : ends.records().findCode(new BikeId(bike));
        if (code.isEmpty()) {
            walkOn();
            return;
        }
        IdempotencyKey key = new IdempotencyKey(rider + "-" + world.nowMs() + "-" + keys++);
        UnlockRequest request = new UnlockRequest(rider, key, code.get());
        station.kerb().stand(station.id(), dock, PATIENCE_MS, this::took);
        if (world.faults().strikes(Fault.RETRY_STORM, STORMS_A_DAY, rider.value())) {
            for (int i = 0; i < 5; i++) {
                world.agenda().after(dice.between(0, 1_500), () -> phone.request(request, answer -> {}));
            }
        }
        ask(request, TRIES, keys);
    }

    /** The same request again until something is heard. */
    private void ask(UnlockRequest request, int tries, int number) {
        boolean[] heard = {false};
        phone.request(request, answer -> {
            if (!heard[0]) {
                heard[0] = true;
                heard(answer, number);
            }
        });
        world.agenda().after(dice.between(3_000, 6_000), () -> {
            if (!heard[0] && !over && number == keys) {
                heard[0] = true;
                if (tries > 1) {
                    ask(request, tries - 1, number);
                } else {
                    later(number);
                }
            }
        });
    }

    private void heard(UnlockAnswer answer, int number) {
        if (number != keys) {
            return;
        }
        Optional<Unlock> unlock = switch (answer) {
            case UnlockAnswer.Queued x -> Optional.of(x.unlock());
            case UnlockAnswer.InFlight x -> Optional.of(x.unlock());
            case UnlockAnswer.Repeated x -> Optional.of(x.unlock());
            case UnlockAnswer.Refused x -> Optional.empty();
            case UnlockAnswer.KeyReused x -> Optional.empty();
        };
        if (unlock.isPresent()) {
            look(unlock.get().id(), number, 22);
        } else {
            later(number);
        }
    }

    /** Looks every second, as the page does. */
    private void look(CommandId command, int number, int times) {
        if (number != keys) {
            return;
        }
        boolean[] heard = {false};
        phone.find(rider, command, unlock -> {
            if (!heard[0]) {
                heard[0] = true;
                stands(unlock, number, times);
            }
        });
        world.agenda().after(1_500, () -> {
            if (!heard[0]) {
                heard[0] = true;
                if (times > 0) {
                    look(command, number, times - 1);
                } else {
                    later(number);
                }
            }
        });
    }

    private void stands(Unlock unlock, int number, int times) {
        if (unlock.state().isEnd()) {
            if (unlock.state() != CommandState.DONE) {
                later(number);
            }
            return;
        }
        if (times > 0) {
            world.agenda().after(1_000, () -> look(unlock.id(), number, times - 1));
        } else {
            checkDecided(unlock);
            later(number);
        }
    }

    /** L2: after twenty seconds an unlock is decided or known to be unknown, if node and database were well meanwhile. */
    private void checkDecided(Unlock unlock) {
        long askedMs = unlock.requestedAt().toEpochMilli();
        boolean waits = unlock.state() == CommandState.QUEUED || unlock.state() == CommandState.SENT;
        if (waits && world.nowMs() - askedMs > 20_000 && ends.node().troubledMs() < askedMs) {
            ends.witness().wrong(Wrong.STUCK, "unlock " + unlock.id() + " is still " + unlock.state());
        }
    }

    /** Tries something else, or walks on. */
    private void later(int number) {
        if (!over && number == keys) {
            if (dice.chance(0.5)) {
                world.agenda().after(dice.between(1_000, 20_000), this::begin);
            } else {
                world.agenda().after(dice.between(1_000, 20_000), this::walkOn);
            }
        }
    }

    private void took(String bike) {
        over = true;
        world.history().note("rides", rider.value(), bike);
        ends.rides().accept(bike);
    }

    private void walkOn() {
        if (!over) {
            over = true;
            ends.walksOn().run();
        }
    }
}
