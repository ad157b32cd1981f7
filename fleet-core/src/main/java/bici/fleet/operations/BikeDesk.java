package bici.fleet.operations;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StaffId;
import java.time.Instant;

/**
 * Where the control room takes single bikes out of service and puts them back. Blocking;
 * {@code bici.fleet.dock.LedgerUnavailable} while the database is away.
 */
public interface BikeDesk {
    /**
     * From the commit on no rider is let this bike, or is again; who rides it goes on. Unlocks of it that were not sent are
     * taken back. A change has its audit entry, in the same transaction; the same again changes nothing.
     *
     * @return false when there is no such bike
     */
    boolean setService(Request request, Instant at);

    /**
     * A wish of a member of staff.
     *
     * @param note why, up to {@link StaffDesk#MAX_NOTE} characters, may be empty
     */
    record Request(StaffId staff, BikeId bike, boolean inService, String note) {}
}
