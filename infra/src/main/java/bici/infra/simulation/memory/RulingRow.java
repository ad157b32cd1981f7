package bici.infra.simulation.memory;

import bici.fleet.ledger.RulingRecords.Made;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.StaffId;
import java.time.Instant;

/** A ruling, by whom and when. */
public record RulingRow(Made made, StaffId staff, IdempotencyKey key, Instant at) {
    static String key(StaffId staff, IdempotencyKey key) {
        return staff + " " + key;
    }
}
