package bici.infra.gateway;

import static bici.infra.gateway.PacketBytes.bytes;
import static bici.infra.gateway.PacketBytes.connect;
import static bici.infra.gateway.PacketBytes.hex;
import static bici.infra.gateway.PacketBytes.join;
import static bici.infra.gateway.PacketBytes.packet;
import static bici.infra.gateway.PacketBytes.properties;
import static bici.infra.gateway.PacketBytes.text;
import static org.assertj.core.api.Assertions.assertThat;

import bici.gateway.packet.PacketRule;
import bici.infra.documents.Markdown;
import bici.infra.documents.Repository;
import bici.infra.gateway.ForbiddenPackets.Row;
import bici.wire.Topics;
import bici.wire.UpMessage;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** docs/mqtt-conformance.md, row by row, over real sockets. */
class MqttConformanceTest {
    private static final String DOCUMENT = Repository.read(Path.of("docs", "mqtt-conformance.md"));
    private static final String S1 = ForbiddenPackets.STATION;
    private static final List<String> HOSTILE = List.of("H1", "H2", "H3", "H4");
    private static final int CLEAN = 0x02;
    private static final byte[] NONE = bytes();

    /** Code that MQTT 5 is told, by rule. */
    private static final Map<String, String> CODES = Markdown.listRows(DOCUMENT, "rule").stream()
            .collect(Collectors.toMap(cells -> unquoted(cells.getFirst()), List::getLast));

    /** -Dbici.bad.connections=1000 for the long form. */
    private static final int BAD_CONNECTIONS = Integer.getInteger("bici.bad.connections", 200);

    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
    private static final Map<String, SSLSocketFactory> TLS = new ConcurrentHashMap<>();
    private static GatewayWorld world;

    @BeforeAll
    static void start(@TempDir Path data) {
        ThresholdFilter filter = new ThresholdFilter();
        filter.setLevel("INFO");
        filter.start();
        LOG.addFilter(filter);
        LOG.start();
        root().addAppender(LOG);
        world = GatewayWorld.withStations(data, S1, "S2", "H1", "H2", "H3", "H4");
    }

    @AfterAll
    static void stop() {
        root().detachAppender(LOG);
        world.close();
    }

    private static RawLink open(String station) throws IOException {
        SSLSocketFactory tls = TLS.computeIfAbsent(station, s -> StationTls.own(world.home(s)));
        return RawLink.open(tls, world.port());
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    static List<Row> forbidden() {
        return ForbiddenPackets.list();
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void aForbiddenPacketIsAnsweredCountedAndEndsTheConnection(Row row) throws IOException {
        double before = world.count("bici.gateway.forbidden", "rule", row.rule());
        int lines = events(0).size();
        try (RawLink link = open(S1)) {
            if (row.when() == Row.When.CONNECTED) {
                welcome(link, row.version(), S1);
            }
            link.write(join(row.packet().getBytes(), packet(0xC0)));

            assertThat(hex(link.readToEnd())).isEqualTo(hex(answer(row)));
        }
        assertThat(world.count("bici.gateway.forbidden", "rule", row.rule()) - before)
                .isEqualTo(1);
        assertNoTraceSince(lines);
    }

    private static byte[] answer(Row row) {
        if (row.rule().equals("protocol-level")) {
            return bytes(0x20, 2, 0, 1);
        }
        if (row.version() == Mqtt.V3 || row.when() == Row.When.UNREAD) {
            return NONE;
        }
        int code = Integer.decode(CODES.get(row.rule()));
        return row.when() == Row.When.CONNECTED ? bytes(0xE0, 2, code, 0) : bytes(0x20, 3, 0, code, 0);
    }

    private static void welcome(RawLink link, Mqtt version, String station) throws IOException {
        link.write(connect(version, station, CLEAN, NONE));
        assertThat(link.readPacket()).startsWith((byte) 0x20).contains((byte) 0, Index.atIndex(3));
    }

    private static void assertNoTraceSince(int lines) {
        assertThat(events(lines).stream().filter(event -> event.getThrowableProxy() != null))
                .isEmpty();
    }

    /** What was logged, from INFO on, without these first lines. */
    private static List<ILoggingEvent> events(int without) {
        synchronized (LOG) {
            return List.copyOf(LOG.list.subList(without, LOG.list.size()));
        }
    }

    @Test
    void theDocumentHasEveryRuleAndEveryRuleHasAPacket() {
        List<String> rules =
                Stream.of(PacketRule.values()).map(PacketRule::word).toList();

        assertThat(CODES.keySet()).containsExactlyInAnyOrderElementsOf(rules);
        assertThat(forbidden().stream().map(Row::rule).distinct()).containsExactlyInAnyOrderElementsOf(rules);
    }

    @Test
    void theTestsThatTheDocumentNamesAreThere() {
        List<String> named = Stream.of("kept", "refused elsewhere")
                .flatMap(table -> Markdown.listRows(DOCUMENT, table).stream())
                .map(cells -> unquoted(cells.getLast()))
                .toList();

        assertThat(named).hasSizeGreaterThan(10).allSatisfy(name -> {
            int hash = name.indexOf('#');
            Path file = Repository.list("java").stream()
                    .filter(path -> path.endsWith(name.substring(0, hash) + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no class " + name));
            assertThat(Repository.read(file)).contains("void " + name.substring(hash + 1) + "(");
        });
    }

    private static String unquoted(String cell) {
        return cell.replace("`", "");
    }

    @ParameterizedTest
    @EnumSource(Mqtt.class)
    void aSessionIsNeverKept(Mqtt version) throws IOException {
        byte[] expiry = bytes(0x11, 0, 0, 1, 0);
        for (int i = 0; i < 2; i++) {
            try (RawLink link = open(S1)) {
                link.write(connect(version, S1, 0, version == Mqtt.V5 ? expiry : NONE));
                byte[] connack = link.readPacket();
                assertThat(hex(connack)).startsWith(version == Mqtt.V5 ? "20 1b 00 00" : "20 02 00 00");
                if (version == Mqtt.V5) {
                    assertThat(hex(connack)).as("session expiry 0").contains("11 00 00 00 00");
                }
                link.write(packet(0x82, bytes(0, 1), properties(version), text(Topics.allDown(S1)), bytes(1)));
                assertThat(link.readPacket()).startsWith((byte) 0x90);
            }
        }
    }

    @Test
    void unusualPacketsThatNothingForbidsAreTaken() throws IOException {
        try (RawLink link = open(S1)) {
            welcome(link, Mqtt.V3, S1);
            link.write(bytes(0xC0, 0x80, 0));
            assertThat(hex(link.readPacket())).as("a length longer than needed").isEqualTo("d0 00");
            link.write(join(packet(0x40, bytes(0, 77)), packet(0xC0)));
            assertThat(hex(link.readPacket())).as("a PUBACK for nothing").isEqualTo("d0 00");
        }
        try (RawLink link = open(S1)) {
            link.write(connect(Mqtt.V5, S1, CLEAN | 0x40, NONE, text("secret")));
            assertThat(link.readPacket()[3]).as("a password without a name").isZero();
            link.write(join(packet(0x40, bytes(0, 77), bytes(0x10), properties(Mqtt.V5)), packet(0xC0)));
            assertThat(hex(link.readPacket())).as("a PUBACK with a reason").isEqualTo("d0 00");
        }
    }

    @Test
    void aTopicWithAMarkOfByteOrderIsAForeignOne() throws IOException {
        try (RawLink link = open(S1)) {
            welcome(link, Mqtt.V5, S1);
            link.write(packet(0x30, text("\uFEFFbici/1/S1/up/clock"), properties(Mqtt.V5)));
            assertThat(hex(link.readToEnd())).isEqualTo("e0 02 87 00");
        }
    }

    @ParameterizedTest
    @EnumSource(Mqtt.class)
    void aWillOverEightKibibytesIsRefused(Mqtt version) throws IOException {
        byte[] topic = text(Topics.up(S1, "death"));
        for (int size : new int[] {8_192, 8_193}) {
            try (RawLink link = open(S1)) {
                link.write(connect(
                        version,
                        S1,
                        CLEAN | 0x04 | 0x08,
                        NONE,
                        properties(version),
                        topic,
                        PacketBytes.binary(new byte[size])));
                int refusal = version == Mqtt.V5 ? 0x95 : 5;
                assertThat(link.readPacket()[3] & 0xFF).isEqualTo(size > 8_192 ? refusal : 0);
            }
        }
    }

    @Test
    void whatAStationDoesNotTakeIsNotSent() throws IOException {
        MqttProperties limits = new MqttProperties();
        limits.add(new IntegerProperty(MqttProperties.MAXIMUM_PACKET_SIZE, 100));
        double before = world.count("bici.gateway.events", "what", "too-large-for-station");
        try (TestStation station = TestStation.connect(
                world, S1, WireClient.connectPacket(S1, Mqtt.V5.version).properties(limits))) {
            assertThat(station.client().isAcknowledged(station.sayBirth("n-1"))).isTrue();
            station.say(new UpMessage.ClockRequest("c", 1, 1));

            assertThat(station.client().takeDown("clock")).isPresent();
            assertThat(station.client().listDown("birth")).isEmpty();
            station.deliver(1, 1);
        }
        assertThat(world.count("bici.gateway.events", "what", "too-large-for-station") - before)
                .isGreaterThanOrEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Mqtt.class)
    void aStationHoldsThirtyTwoFilters(Mqtt version) throws IOException {
        try (TestStation station = world.connect("S2", version)) {
            for (int i = 0; i < 31; i++) {
                assertThat(station.client().subscribe(Topics.down("S2", "a".repeat(i + 1))))
                        .isEqualTo(1);
            }
            assertThat(station.client().subscribe(Topics.down("S2", "b"))).isEqualTo(version == Mqtt.V5 ? 0x97 : 0x80);
            assertThat(station.client().subscribe(Topics.down("S2", "a"))).isEqualTo(1);
        }
    }

    @Test
    void requestsCountAsMessages() throws IOException {
        for (byte[] request : List.of(
                packet(0xC0),
                packet(0x40, bytes(0, 9)),
                packet(0x82, bytes(0, 1), properties(Mqtt.V5), text("a"), bytes(0)),
                packet(0xA2, bytes(0, 1), properties(Mqtt.V5), text("a")))) {
            try (RawLink link = open(S1)) {
                welcome(link, Mqtt.V5, S1);
                link.write(repeat(request, 1_000));
                assertThat(hex(link.readToEnd())).endsWith("e0 02 96 00");
            }
        }
    }

    private static byte[] repeat(byte[] part, int times) {
        byte[][] parts = new byte[times][];
        Arrays.fill(parts, part);
        return join(parts);
    }

    /** One of them at a time for each station: a second one would take the first over. */
    @Test
    void aFloodOfBadConnectionsFillsNoLogAndCostsNoOtherStationAnything() throws Exception {
        double before = world.count("bici.gateway.forbidden", "rule", "server-packet");
        int lines = events(0).size();
        try (TestStation ordinary = world.born("S2", Mqtt.V5);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> floods = new ArrayList<>();
            for (String station : HOSTILE) {
                floods.add(threads.submit(() -> {
                    flood(station);
                    return station;
                }));
            }
            int delivered = 0;
            while (delivered < 20 || !floods.stream().allMatch(Future::isDone)) {
                delivered++;
                ordinary.deliver(delivered, delivered);
            }
            for (Future<?> flood : floods) {
                finish(flood);
            }
            assertThat(world.rows("fact WHERE station_id = 'S2'")).isEqualTo(delivered);
        }
        assertThat(world.count("bici.gateway.forbidden", "rule", "server-packet") - before)
                .isEqualTo(BAD_CONNECTIONS);
        assertThat(events(lines)).hasSizeLessThan(30);
        assertNoTraceSince(lines);
    }

    private static void flood(String station) throws IOException {
        byte[] all = join(connect(Mqtt.V3, station, CLEAN, NONE), packet(0xD0), packet(0xD0));
        for (int i = 0; i < BAD_CONNECTIONS / HOSTILE.size(); i++) {
            try (RawLink link = open(station)) {
                link.write(all).readToEnd();
            }
        }
    }

    private static void finish(Future<?> work) throws InterruptedException {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
