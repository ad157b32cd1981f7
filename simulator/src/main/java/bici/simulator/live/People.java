package bici.simulator.live;

import bici.simulator.city.CardNumbers;
import bici.simulator.rider.Api;
import bici.simulator.rider.Errand;
import bici.simulator.rider.Phone;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Who lives in the city and does not ride just now: riders with a phone and riders with a card. Those who ask a server on
 * this machine do it from loopback addresses of their own, as people in a city do not share one. Any thread.
 */
public final class People implements AutoCloseable {
    private static final int PHONES_PER_ADDRESS = 8;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Queue<Errand> idlePhones = new ConcurrentLinkedQueue<>();
    private final Queue<String> idleCards = new ConcurrentLinkedQueue<>();
    private final List<HttpClient> clients = new ArrayList<>();

    /** How many of each there are. */
    public record Count(int phones, int cards) {}

    public People(URI server, Count count, Clock clock) {
        boolean here = List.of("127.0.0.1", "localhost").contains(server.getHost());
        for (int n = 0; n < count.phones(); n++) {
            if (n % PHONES_PER_ADDRESS == 0) {
                clients.add(client(here ? Optional.of("127.0.1." + (1 + n / PHONES_PER_ADDRESS)) : Optional.empty()));
            }
            Api api = new Api(server, clients.getLast());
            idlePhones.add(new Errand(api, new Phone(api, number(n), clock), Thread::sleep));
        }
        IntStream.range(0, count.cards()).mapToObj(CardNumbers::rider).forEach(idleCards::add);
    }

    /** A number that is nobody's: Colombian mobile numbers begin with 300 to 351. */
    static String number(int rider) {
        return String.format(Locale.ROOT, "+57300555%04d", rider);
    }

    private static HttpClient client(Optional<String> address) {
        HttpClient.Builder client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
        try {
            if (address.isPresent()) {
                client.localAddress(InetAddress.getByName(address.get()));
            }
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address in digits needs no look-up", e);
        }
        return client.build();
    }

    Optional<Errand> takePhone() {
        return Optional.ofNullable(idlePhones.poll());
    }

    void putPhone(Errand phone) {
        idlePhones.add(phone);
    }

    Optional<String> takeCard() {
        return Optional.ofNullable(idleCards.poll());
    }

    void putCard(String card) {
        idleCards.add(card);
    }

    @Override
    public void close() {
        clients.forEach(HttpClient::shutdownNow);
    }
}
