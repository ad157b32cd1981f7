package bici.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.api.session.HttpSmsGateway;
import bici.api.session.SmsGateway.SmsFailed;
import bici.fleet.people.PhoneNumber;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway for text messages against a provider that speaks plain HTTP. */
@SuppressWarnings("NullAway.Init") // set before each
class SmsGatewayTest {
    private static final PhoneNumber PHONE = new PhoneNumber("+573001234567");

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(202);
    private HttpServer provider;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            taken.add(exchange.getRequestHeaders().getFirst("Authorization") + ' ' + body);
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        provider.start();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    private HttpSmsGateway gateway() {
        return new HttpSmsGateway(
                URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/send"), Optional.of("secret"));
    }

    @Test
    void aMessageIsPostedAsJsonWithTheToken() {
        try (HttpSmsGateway gateway = gateway()) {
            gateway.send(PHONE, "hola");
        }
        JsonObject message = new JsonObject().put("to", "+573001234567").put("text", "hola");
        assertThat(taken).containsExactly("Bearer secret " + message.encode());
    }

    @Test
    void whatIsNotTakenIsAFailureThatSaysNothingOfTheMessage() {
        status.set(500);
        try (HttpSmsGateway gateway = gateway()) {
            assertThatThrownBy(() -> gateway.send(PHONE, "123456"))
                    .isInstanceOf(SmsFailed.class)
                    .hasMessageContaining("500")
                    .message()
                    .doesNotContain("123456", "3001234567");
        }
        assertThat(taken).as("tried once").hasSize(1);
    }

    @Test
    void codesDoNotTravelInTheOpen() {
        assertThatThrownBy(() -> new HttpSmsGateway(URI.create("http://sms.example/send"), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
