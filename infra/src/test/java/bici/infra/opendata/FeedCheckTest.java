package bici.infra.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.opendata.FeedSet.Words;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check is shown a wrong file and finds it. The good ones were printed by the server of {@code OpenDataTest}. */
class FeedCheckTest {
    @Test
    void goodFilesAreFoundGood() {
        assertThat(FeedCheck.allFindings(good(Words.V3_0))).isEmpty();
        assertThat(FeedCheck.allFindings(good(Words.V2_3))).isEmpty();
    }

    @Test
    void everyCheckHasAWrongFileToFindInEachVersion() {
        for (Words words : Words.values()) {
            assertThat(WrongFeed.all().filter(wrong -> wrong.words() == words).map(WrongFeed::check))
                    .containsAll(EnumSet.allOf(FeedCheck.class));
        }
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void aWrongFileIsFound(WrongFeed wrong) {
        FeedSet feeds = good(wrong.words());
        wrong.make().accept(feeds);

        assertThat(wrong.check().findings(feeds)).isNotEmpty();
    }

    static Stream<WrongFeed> wrongs() {
        return WrongFeed.all();
    }

    private static FeedSet good(Words words) {
        String name = "/opendata/" + words + ".json";
        try (InputStream file = FeedCheckTest.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("no resource " + name);
            }
            JsonObject all = new JsonObject(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            Map<String, JsonObject> files = new TreeMap<>();
            all.fieldNames().forEach(feed -> files.put(feed, all.getJsonObject(feed)));
            Map<String, Integer> register = new TreeMap<>();
            new FeedSet(files, words, Map.of())
                    .stations()
                    .forEach(station -> register.put(station.getString("station_id"), station.getInteger("capacity")));
            return new FeedSet(files, words, register);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
