package bici.infra.opendata;

import static bici.infra.opendata.OpenDataWorld.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.fleet.operations.Order;
import bici.fleet.operations.StationRegister.Position;
import bici.simulator.station.StationController;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.entur.gbfs.validation.GbfsValidatorFactory;
import org.entur.gbfs.validation.model.ValidationResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A city in trouble, read as open data: stations off line, full, empty, out of service, with faulty docks. */
class OpenDataTest {
    @TempDir
    static Path data;

    private static OpenDataWorld world;
    private static Instant begun;
    private static Instant silent;

    @BeforeAll
    static void trouble() throws Exception {
        begun = java.time.Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        world = new OpenDataWorld(data);
        world.station("Empty", 3);
        fill(world.station("Full", 4), "F", 4);
        StationController faulty = fill(world.station("Faulty", 5), "D", 3);
        faulty.failDock(1, "motor-stall").get();
        faulty.failDock(4, "motor-stall").get();
        StationController offline = fill(world.station("Offline", 4), "O", 2);
        fill(world.station("Closed", 4), "C", 1);
        fill(world.station("LockedOut", 3), "L", 2);
        world.withdraw(Order.SERVICE_OUT, "Closed", Optional.empty());
        world.withdraw(Order.LOCK_OUT, "LockedOut", Optional.of(1));
        world.withdraw(Order.LOCK_OUT, "LockedOut", Optional.of(3));
        world.takeIn("Planned", 10, Optional.empty());
        fill(world.station("Unregistered", 4, 2), "U", 3);
        fill(world.station("Moved", 3), "M", 1);
        world.takeIn("Moved", 3, Optional.of(new Position(7.0622, -73.0864)));
        world.station("Retired", 3);
        world.change("UPDATE station SET retired_at = now() WHERE station_id = 'Retired'");
        fill(world.station("Nameless", 3), "N", 1);
        world.change("ALTER TABLE station DROP CONSTRAINT station_is_in_order");
        world.change("UPDATE station SET name = '' WHERE station_id = 'Nameless'");
        await().atMost(PATIENCE).until(() -> offline.waiting() == 0 && faulty.waiting() == 0);
        offline.close();
        silent = java.time.Clock.systemUTC().instant();
        await().atMost(PATIENCE).until(() -> isSettled(world.reader().v30()));
    }

    private static StationController fill(StationController station, String bikes, int count) throws Exception {
        for (int dock = 1; dock <= count; dock++) {
            assertThat(station.dockBike(dock, bikes + dock).get()).isTrue();
        }
        await().atMost(PATIENCE).until(() -> station.waiting() == 0);
        return station;
    }

    private static boolean isSettled(FeedSet feeds) {
        return feeds.statuses().size() == 8
                && !feeds.status("Offline").getBoolean("is_renting")
                && !feeds.status("Closed").getBoolean("is_renting")
                && feeds.status("LockedOut").getInteger("num_vehicles_available") == 1
                && feeds.status("Faulty").getInteger("num_vehicles_available") == 2;
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void theValidatorFindsNothingIn30() {
        assertValid(world.reader().v30(), "3.0");
    }

    @Test
    void theValidatorFindsNothingIn23InEitherLanguage() {
        assertValid(world.reader().v23("es"), "2.3");
        assertValid(world.reader().v23("en"), "2.3");
    }

    private static void assertValid(FeedSet feeds, String version) {
        Map<String, InputStream> files = new TreeMap<>();
        feeds.files()
                .forEach((name, file) ->
                        files.put(name, new ByteArrayInputStream(file.encode().getBytes(StandardCharsets.UTF_8))));

        ValidationResult result = GbfsValidatorFactory.getGbfsJsonValidator().validate(files);

        assertThat(result.summary().version()).isEqualTo(version);
        assertThat(result.files().entrySet())
                .filteredOn(file -> feeds.files().containsKey(file.getKey()))
                .hasSize(feeds.files().size())
                .allSatisfy(file -> {
                    assertThat(file.getValue().errors()).as(file.getKey()).isEmpty();
                    assertThat(file.getValue().validatorErrors()).isEmpty();
                    assertThat(file.getValue().exists()).isTrue();
                });
        assertThat(result.summary().errorsCount()).isZero();
    }

    @Test
    void ourOwnChecksFindNothing() throws Exception {
        FeedSet v30 = world.reader().v30();
        FeedSet v23 = world.reader().v23("es");
        keepForFeedCheckTest(v30);
        keepForFeedCheckTest(v23);

        assertThat(FeedCheck.allFindings(v30)).isEmpty();
        assertThat(FeedCheck.allFindings(v23)).isEmpty();
        assertThat(FeedCheck.allFindings(world.reader().v23("en"))).isEmpty();
    }

    @Test
    void everyPathOfTheContractAnswersAsItSays() throws Exception {
        OpenDataContract contract = new OpenDataContract();
        List<String> served = new ArrayList<>();

        for (String path : contract.paths()) {
            String body = new String(world.reader().get(path).body(), StandardCharsets.UTF_8);
            assertThat(contract.findings(path, body)).isEmpty();
            served.add(world.address(path).toString());
        }

        FeedSet v30 = world.reader().v30();
        FeedSet v23 = world.reader().v23("es");
        assertThat(served)
                .containsAll(urls(v30.data("gbfs").getJsonArray("feeds")))
                .containsAll(urls(v23.data("gbfs").getJsonObject("es").getJsonArray("feeds")));
        assertThat(contract.findings("/gbfs/3.0/station_status", "{\"ttl\":-1}"))
                .isNotEmpty();
    }

    private static List<String> urls(JsonArray feeds) {
        return FeedSet.objects(feeds).stream()
                .map(feed -> feed.getString("url"))
                .toList();
    }

    /** For a new set of good documents: copy them to {@code src/test/resources/opendata}. */
    private static void keepForFeedCheckTest(FeedSet feeds) throws Exception {
        JsonObject all = new JsonObject();
        feeds.files().forEach(all::put);
        Path folder = Files.createDirectories(Path.of("target", "opendata"));
        Files.writeString(folder.resolve(feeds.words() + ".json"), all.encodePrettily() + "\n");
    }

    @Test
    void anEmptyStationRentsAndHasNothingAndAFullOneTakesNothing() {
        assertStatus("Empty", 0, 0, 3, 0);
        assertStatus("Full", 4, 0, 0, 0);
        assertServes("Empty", true, true);
        assertServes("Full", true, true);
    }

    @Test
    void bikesAndDocksBehindAFaultAreDisabled() {
        assertStatus("Faulty", 2, 1, 1, 1);
        assertServes("Faulty", true, true);
        assertThat(world.reader().v30().vehiclesAt("Faulty"))
                .extracting(vehicle -> vehicle.getBoolean("is_disabled"))
                .containsExactlyInAnyOrder(true, false, false);
    }

    @Test
    void aLockedOutDockLetsNoBikeGoAndTakesOneBack() {
        assertStatus("LockedOut", 1, 1, 1, 0);
    }

    @Test
    void aStationOffLineOffersNothingTakesReturnsAndSaysWhenItSpokeLast() {
        assertStatus("Offline", 0, 2, 0, 2);
        assertServes("Offline", false, true);
        Instant reported = Instant.parse(world.reader().v30().status("Offline").getString("last_reported"));
        assertThat(reported).isBetween(begun, silent);
        assertThat(world.reader().v23("es").status("Offline").getLong("last_reported"))
                .isEqualTo(reported.getEpochSecond());
    }

    @Test
    void aStationOutOfServiceLendsNothingTakesReturnsAndIsAnAlertInEachLanguage() {
        assertStatus("Closed", 0, 1, 3, 0);
        assertServes("Closed", false, true);
        assertThat(world.reader().v30().alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getJsonArray("station_ids").encode()).isEqualTo("[\"Closed\"]");
            assertThat(alert.getString("type")).isEqualTo("other");
        });
        assertThat(world.reader().v23("es").alerts().getFirst().getString("summary"))
                .isEqualTo("Fuera de servicio: Estación Closed. No presta bicicletas; sí recibe devoluciones.");
        assertThat(world.reader().v23("en").alerts().getFirst().getString("summary"))
                .isEqualTo("Out of service: Estación Closed. No bikes to rent; returns are accepted.");
    }

    @Test
    void aStationThatNeverSpokeIsNotPublished() {
        assertThat(world.reader().v30().stations())
                .extracting(station -> station.getString("station_id"))
                .containsExactly("Closed", "Empty", "Faulty", "Full", "LockedOut", "Moved", "Offline", "Unregistered");
    }

    @Test
    void aStationThatMovedIsWhereItStandsNow() {
        assertThat(world.reader().v30().stations())
                .filteredOn(station -> "Moved".equals(station.getString("station_id")))
                .singleElement()
                .satisfies(station -> assertThat(station.getString("region_id")).isEqualTo("floridablanca"));
    }

    @Test
    void docksThatAreNotRegisteredAreNotPublished() {
        assertStatus("Unregistered", 2, 0, 0, 0);
        assertThat(world.reader().v30().vehiclesAt("Unregistered")).hasSize(2);
    }

    /** Receipts are made with the newest row of the table. */
    @Test
    void thePlanIsTheTariffInForce() {
        world.change("INSERT INTO tariff VALUES (now() - interval '1 minute', 'por-horas', 1500, 3600, 1800, 500)");
        await().atMost(PATIENCE).until(() -> plan().getString("plan_id").equals("por-horas"));
        assertThat(plan().getLong("price")).isEqualTo(1_500);
        assertThat(plan().getJsonArray("per_min_pricing").encode())
                .isEqualTo("[{\"start\":60,\"rate\":500,\"interval\":30}]");
        assertValid(world.reader().v30(), "3.0");
        assertThat(FeedCheck.allFindings(world.reader().v23("es"))).isEmpty();
    }

    private static JsonObject plan() {
        return FeedSet.objects(world.reader().v30().data("system_pricing_plans").getJsonArray("plans"))
                .getFirst();
    }

    private static void assertStatus(String station, int bikes, int bikesDisabled, int docks, int docksDisabled) {
        FeedSet v30 = world.reader().v30();
        assertThat(counts(v30, station))
                .as("bikes, disabled, docks, disabled")
                .containsExactly(bikes, bikesDisabled, docks, docksDisabled);
        assertThat(counts(world.reader().v23("en"), station))
                .containsExactly(bikes, bikesDisabled, docks, docksDisabled);
    }

    private static Integer[] counts(FeedSet feeds, String station) {
        JsonObject status = feeds.status(station);
        return new Integer[] {
            status.getInteger(feeds.words().available),
            status.getInteger(feeds.words().disabled),
            status.getInteger("num_docks_available"),
            status.getInteger("num_docks_disabled")
        };
    }

    private static void assertServes(String station, boolean rents, boolean takesReturns) {
        JsonObject status = world.reader().v30().status(station);
        assertThat(status.getBoolean("is_renting")).isEqualTo(rents);
        assertThat(status.getBoolean("is_returning")).isEqualTo(takesReturns);
        assertThat(status.getBoolean("is_installed")).isTrue();
    }
}
