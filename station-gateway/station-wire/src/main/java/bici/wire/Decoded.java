package bici.wire;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The result of reading an up message: never an exception, since what a station sends is no bug of ours.
 *
 * @param message what could be read; for facts, the good ones of the batch; empty when nothing could be kept
 * @param flaws what could not, in order; one with an empty pointer or no sequence is about the whole message, but for a
 *     fact whose own sequence cannot be read
 * @param unknownFields how many fields were ignored because this version does not know them
 */
public record Decoded(Optional<UpMessage> message, List<Flaw> flaws, int unknownFields) {
    public Decoded {
        flaws = List.copyOf(flaws);
    }

    /**
     * One thing wrong.
     *
     * @param pointer JSON pointer to the place, empty for the whole message
     * @param journal of a bad fact, when it could be read
     * @param sequence of a bad fact, when it could be read
     * @param excerpt the bad part as received, for quarantine
     */
    public record Flaw(
            FaultReason reason,
            String detail,
            String pointer,
            OptionalInt journal,
            OptionalLong sequence,
            ByteBuffer excerpt) {}
}
