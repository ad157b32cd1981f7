package bici.infra.simulation.memory;

import bici.fleet.trip.Refusal;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.RiderId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** What a rider asked, and the answer that the same key gets again. */
public record RequestRow(
        RiderId rider,
        IdempotencyKey key,
        String code,
        Instant at,
        Optional<CommandId> command,
        Optional<Refusal> refusal) {
    public RequestRow {
        Checks.require(command.isPresent() != refusal.isPresent(), "a request has an unlock or a refusal");
    }

    /** A rider's key. */
    record Key(RiderId rider, String key) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::rider).thenComparing(Key::key);

        static Key of(RiderId rider, IdempotencyKey key) {
            return new Key(rider, key.value());
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
