package bici.fleet.dock;

import bici.fleet.vocabulary.FactId;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Something a station sent that cannot be recorded as a fact. It is kept in quarantine and acknowledged; when its
 * identity could be read the sequence counts as received, so it is not asked for again.
 *
 * @param reason a word of PROTOCOL.md's table of faults, such as {@code malformed-json}
 * @param payload as received, cut at 64 KiB
 */
public record Reject(Optional<FactId> id, String reason, String detail, ByteBuffer payload) {
    public static final int MAX_PAYLOAD_BYTES = 65_536;

    public Reject {
        payload = payload.slice(payload.position(), Math.min(payload.remaining(), MAX_PAYLOAD_BYTES))
                .asReadOnlyBuffer();
    }
}
