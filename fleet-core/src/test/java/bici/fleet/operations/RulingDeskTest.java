package bici.fleet.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.operations.RulingDesk.Request;
import bici.fleet.operations.StaffDesk.Cursor;
import bici.fleet.trip.Ruling;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the control room may ask for. */
class RulingDeskTest {
    private static final Ruling.Verdict REVERT = new Ruling.Revert(TripId.parse("X.1.1"));
    private static final Ruling.Verdict MISSING = new Ruling.Missing(Instant.parse("2026-03-02T12:00:00Z"));
    private static final Optional<BikeId> BIKE = Optional.of(new BikeId("B-1"));

    @Test
    void aBikeIsDeclaredMissingAndAnythingElseIsDecidedOfATrip() {
        assertThat(request(MISSING, BIKE, "why").bike()).isEqualTo(BIKE);
        assertThat(request(REVERT, Optional.empty(), "why").bike()).isEmpty();
        assertThatThrownBy(() -> request(MISSING, Optional.empty(), "why")).hasMessageContaining("declared missing");
        assertThatThrownBy(() -> request(REVERT, BIKE, "why")).hasMessageContaining("decided of a trip");
    }

    @Test
    void aReasonHas3To500Characters() {
        String longest = "r".repeat(RulingDesk.MAX_REASON);
        assertThat(request(REVERT, Optional.empty(), longest).reason()).hasSize(500);
        assertThat(request(REVERT, Optional.empty(), " why ").reason()).isEqualTo(" why ");
        assertThatThrownBy(() -> request(REVERT, Optional.empty(), longest + "r"))
                .hasMessageContaining("3 to 500 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "   ", " no "})
    void blanksAreNoReason(String reason) {
        assertThatThrownBy(() -> request(REVERT, Optional.empty(), reason)).hasMessageContaining("3 to 500 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-02T12:00:00Z~c-1", "2026-03-02T12:00:00.000001Z~0af3"})
    void theCursorOfAPageOfCommandsIsReadBackFromItsText(String text) {
        Cursor cursor = Cursor.parse(text).orElseThrow();
        assertThat(cursor).hasToString(text);
        assertThat(Cursor.parse(cursor.toString())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "~c-1", "2026-03-02T12:00:00Z", "2026-03-02T12:00:00Z~", "noon~c-1"})
    void anythingElseIsNoCursor(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }

    private static Request request(Ruling.Verdict verdict, Optional<BikeId> bike, String reason) {
        return new Request(new StaffId("s-1"), verdict, bike, reason, new IdempotencyKey("k-1"));
    }
}
