package bici.infra.simulation;

import bici.fleet.dock.RecordedFact;
import bici.fleet.dock.TimeJudge.TimeQuality;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Unlock;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.FactId;
import bici.gateway.translate.DeliveryTranslator;
import bici.wire.Decoded;
import bici.wire.UpMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must hold when nothing goes wrong any more and everything was told: each fact is there and as it was written
 * down, its time is as good as the clocks allowed, and each command has come to its one end. One thread.
 */
final class RestCheck {
    private static final long TOLERANCE_MS = 2_500;
    private static final long DRIFT_DIVISOR = 10_000;

    private final World world;
    private final Records records;
    private final Witness witness;
    private final Map<FactId, RecordedFact> known = new HashMap<>();
    private final ClockTruth clocks;

    RestCheck(World world, Records records, Witness witness) {
        this.world = world;
        this.records = records;
        this.witness = witness;
        this.clocks = new ClockTruth(world, records.births());
    }

    TripCheck.Compared run() {
        for (RecordedFact fact : records.facts()) {
            known.put(fact.fact().id(), fact);
        }
        world.truth().journals().forEach(this::checkJournal);
        known.values().stream()
                .filter(f -> f.fact().id().journal() != FactId.INFERRED)
                .forEach(this::checkKnown);
        if (records.quarantined() > 0) {
            witness.wrong(Wrong.INVENTED, records.quarantined() + " things were set aside though none was bad");
        }
        TripCheck.Compared compared = new TripCheck(world, records, witness, known, clocks).run();
        new ChargeCheck(records, witness).run();
        checkCommands();
        return compared;
    }

    private void checkJournal(Journal journal) {
        for (long sequence = 1; sequence <= journal.last(); sequence++) {
            FactId id = new FactId(journal.station(), journal.number(), sequence);
            if (!known.containsKey(id) && !journal.isDestroyed(sequence)) {
                witness.wrong(
                        journal.isAcknowledged(sequence) ? Wrong.LOST : Wrong.STUCK, "fact " + id + " did not arrive");
            }
        }
    }

    private void checkKnown(RecordedFact recorded) {
        FactId id = recorded.fact().id();
        Optional<Journal> journal = world.truth().findJournal(id).filter(j -> id.sequence() <= j.last());
        if (journal.isEmpty()) {
            witness.wrong(Wrong.INVENTED, "fact " + id + " was never written down");
            return;
        }
        UpMessage.Facts sent =
                new UpMessage.Facts(id.journal(), List.of(journal.get().get(id.sequence())));
        boolean same = DeliveryTranslator.translate(
                        id.station(), "facts", new Decoded(Optional.of(sent), List.of(), 0), recorded.arrivedAt())
                .delivery()
                .facts()
                .equals(List.of(recorded.fact()));
        if (!same) {
            witness.wrong(Wrong.INVENTED, "fact " + id + " is not what was written down");
        }
        checkTime(recorded, journal.get().happenedMs(id.sequence()));
    }

    /** A clock that went wrong where its boot has no births on both sides cannot be found out. */
    private void checkTime(RecordedFact recorded, long trueMs) {
        TimeQuality quality = recorded.time().quality();
        long allowedMs = TOLERANCE_MS
                + Duration.ofMillis(world.nowMs() - Agenda.START_MS).toMillis() / DRIFT_DIVISOR;
        long wrongMs = Math.abs(recorded.at().toEpochMilli() - trueMs);
        if (quality != TimeQuality.DEVICE) {
            world.history().note("judged", recorded.fact().id(), quality, recorded.earliest(), recorded.at(), wrongMs);
        }
        boolean sure = quality == TimeQuality.DEVICE || quality == TimeQuality.CORRECTED;
        if (!sure && clocks.isConfirmed(recorded.fact())) {
            witness.wrong(
                    Wrong.TIME,
                    "fact " + recorded.fact().id() + " is " + quality
                            + " though births on both sides confirm its uptime");
        }
        if (sure
                && wrongMs > allowedMs
                && (clocks.isKnowable(recorded.fact(), recorded.arrivedAt().toEpochMilli())
                        || clocks.isContradicted(recorded.fact()))) {
            witness.wrong(Wrong.TIME, "fact " + recorded.fact().id() + ", " + quality + ", is " + wrongMs + " ms off");
        }
    }

    private void checkCommands() {
        witness.told().forEach((id, said) -> {
            Optional<Unlock> unlock = records.findUnlock(new CommandId(id));
            if (unlock.isEmpty()) {
                witness.wrong(Wrong.LOST, "unlock " + id + " was told and is not there");
            } else if (said.isEnd() && unlock.get().state() != said) {
                witness.wrong(
                        Wrong.ANSWER,
                        "unlock " + id + " was told " + said + " and is "
                                + unlock.get().state());
            }
        });
        for (String id : witness.handedOutIds()) {
            records.findUnlock(new CommandId(id)).ifPresent(this::checkEnded);
        }
    }

    private void checkEnded(Unlock unlock) {
        if (!unlock.state().isEnd()) {
            witness.wrong(Wrong.STUCK, "unlock " + unlock.id() + " is " + unlock.state() + " at rest");
        } else if (unlock.state() == CommandState.DONE
                && unlock.trip()
                        .filter(trip -> known.containsKey(trip.opening()))
                        .isEmpty()) {
            witness.wrong(Wrong.INVENTED, "unlock " + unlock.id() + " is done without a removal");
        }
    }
}
