package bici.fleet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.report.TripExport.Selection;
import bici.fleet.report.TripExport.TripLayout;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void aSelectedTimeBeginsBeforeItEnds() {
        assertThat(selection(NOON, NOON.plusMillis(1)).from()).isEqualTo(NOON);
        assertThatThrownBy(() -> selection(NOON, NOON)).hasMessageContaining("before it ends");
        assertThatThrownBy(() -> selection(NOON.plusMillis(1), NOON)).hasMessageContaining("before it ends");
    }

    private static Selection selection(Instant from, Instant until) {
        return new Selection(TripLayout.CITIBIKE_2013, ZoneOffset.UTC, from, until);
    }
}
