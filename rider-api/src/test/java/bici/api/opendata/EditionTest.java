package bici.api.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.trip.Tariff;
import bici.fleet.vocabulary.StationId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditionTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String STATUS = "/gbfs/3.0/station_status";
    private static final String STATUS_23 = "/gbfs/2.3/es/station_status";

    @Test
    void aFileWhoseContentIsTheSameStaysByteForByteUntilShortlyBeforeItsEnd() {
        Edition first = Edition.NONE.next(drafts(3), NOON);
        Edition soon = first.next(drafts(3), NOON.plusSeconds(5));
        Edition later = soon.next(drafts(3), NOON.plusSeconds(6));

        assertThat(get(soon, STATUS)).isSameAs(get(first, STATUS));
        assertThat(get(later, STATUS).body().etag())
                .isNotEqualTo(get(first, STATUS).body().etag());
        assertThat(text(later, STATUS)).contains("\"last_updated\":\"2026-11-22T12:00:06Z\"");
    }

    /** Readers keep it until the end that stands in it, which is whole seconds, and no longer. */
    @ParameterizedTest
    @CsvSource({
        "0, 10",
        "1, 9",
        "999, 9",
        "1000, 9",
        "1001, 8",
        "8999, 1",
        "9001, 0",
        "10000, 0",
        "60000, 0",
        "-5000, 10"
    })
    void itMayBeKeptForWhatIsLeftOfItsTimeToLive(long ageMs, int left) {
        Document status = get(Edition.NONE.next(drafts(3), NOON.plusMillis(400)), STATUS);

        assertThat(status.cacheControl(NOON.toEpochMilli() + ageMs)).hasToString("public, max-age=" + left);
    }

    @Test
    void onlyFilesWhoseContentChangedArePrintedAnew() {
        Edition first = Edition.NONE.next(drafts(3), NOON);
        Edition second = first.next(drafts(2), NOON.plusSeconds(1));

        assertThat(get(second, STATUS).lastUpdated()).isEqualTo(NOON.plusSeconds(1));
        assertThat(get(second, STATUS).body().etag())
                .isNotEqualTo(get(first, STATUS).body().etag());
        assertThat(get(second, "/gbfs/3.0/station_information")).isSameAs(get(first, "/gbfs/3.0/station_information"));
    }

    @Test
    void eachVersionWritesTimesItsOwnWay() {
        Edition edition = Edition.NONE.next(drafts(3), NOON);

        assertThat(text(edition, STATUS))
                .startsWith("{\"last_updated\":\"2026-11-22T12:00:00Z\",\"ttl\":10,\"version\":\"3.0\",\"data\":{")
                .contains("\"last_reported\":\"2026-11-22T11:59:00Z\"");
        assertThat(text(edition, STATUS_23))
                .startsWith("{\"last_updated\":1795348800,\"ttl\":10,\"version\":\"2.3\",\"data\":{")
                .contains("\"last_reported\":1795348740");
    }

    @Test
    void aFileIsFoundWithAndWithoutItsEnding() {
        Edition edition = Edition.NONE.next(drafts(3), NOON);

        assertThat(edition.find(STATUS + ".json"))
                .isEqualTo(edition.find(STATUS))
                .isPresent();
        assertThat(edition.find("/gbfs/3.0/other")).isEmpty();
        assertThat(Edition.NONE.isEmpty()).isTrue();
    }

    private static List<Draft> drafts(int bikes) {
        PublishedStation station = new PublishedStation(
                new PublishedStation.Place(new StationId("S1"), Text.name("UIS"), 7.14, -73.12, "bucaramanga", 10),
                new PublishedStation.Service(true, true, true, NOON.minusSeconds(60)),
                new PublishedStation.Counts(bikes, 0, 10 - bikes, 0),
                List.of());
        FeedUrls urls = new FeedUrls(URI.create("http://127.0.0.1:8080"));
        List<Draft> drafts = new java.util.ArrayList<>(
                new Gbfs30(SystemFacts.biciBga(Tariff.pilot()), urls).render(List.of(station)));
        drafts.addAll(new Gbfs23(SystemFacts.biciBga(Tariff.pilot()), urls).render(List.of(station)));
        return drafts;
    }

    private static Document get(Edition edition, String path) {
        return edition.find(path).orElseThrow();
    }

    private static String text(Edition edition, String path) {
        return get(edition, path).body().bytes().toString();
    }
}
