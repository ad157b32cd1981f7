package bici.infra.bench.load;

import bici.infra.bench.measure.Latencies;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * People who look for a bike: half of them ask open data, of which half again only when it is new, and half ask for the
 * stations near them. They come from several addresses, as the product lets each ask so often only. Its public methods
 * block.
 */
public final class MapReaders {
    private static final Duration A_MOMENT = Duration.ofSeconds(10);
    private static final int ADDRESSES = 50;
    private static final List<String> FEEDS = List.of("/gbfs/3.0/station_status", "/gbfs/3.0/vehicle_status");

    private final StationCrowd crowd;
    private final List<HttpLines> addresses;
    private final Map<String, String> etags = new HashMap<>();
    private Latencies latencies = new Latencies();
    private final List<String> failures = new ArrayList<>();
    private int turn;
    private final UnderWay requests;

    /** What they asked in all, how long answers took since the pace began, and what went wrong in all, each in words. */
    public record Reads(long asked, Latencies latencies, List<String> failures) {}

    /** On the event loop of these stations. */
    public MapReaders(StationCrowd crowd, int httpPort) {
        this.requests = new UnderWay(crowd);
        this.crowd = crowd;
        this.addresses = IntStream.rangeClosed(1, ADDRESSES)
                .mapToObj(n -> new HttpLines(crowd, httpPort, "127.0.1." + n))
                .toList();
    }

    /** So many a second from now on, until {@link #rest}. */
    public void pace(int perSecond) {
        crowd.on(A_MOMENT, () -> {
            latencies = new Latencies();
            return requests.pace(perSecond, this::ask);
        });
    }

    /** Nobody asks any more; returns when all was answered. */
    public Reads rest(Duration limit) {
        crowd.on(limit, requests::rest);
        return new Reads(requests.begun(), latencies, List.copyOf(failures));
    }

    private void ask() {
        int now = turn++;
        requests.begin();
        if (now % 2 == 1) {
            read("/v1/stations?near=7.1%02d,-73.12&limit=20".formatted(now % 100), "", false);
        } else {
            String feed = FEEDS.get(now / 2 % FEEDS.size());
            String etag = now % 8 < 4 ? "" : etags.getOrDefault(feed, "");
            read(feed, etag.isEmpty() ? "" : "If-None-Match: " + etag + "\r\n", !etag.isEmpty());
        }
    }

    private void read(String path, String header, boolean conditional) {
        Buffer request = Buffer.buffer(
                "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n" + header + "\r\n");
        long began = System.nanoTime();
        addresses.get(turn % addresses.size()).ask(request).onComplete(done -> {
            latencies.add(System.nanoTime() - began);
            if (done.failed()) {
                failures.add(path + ": " + done.cause());
            } else if (done.result().status() == 200) {
                etags.put(path, done.result().etag());
            } else if (done.result().status() != 304 || !conditional) {
                failures.add(path + ": " + done.result().status() + " "
                        + done.result().beginning());
            }
            requests.end();
        });
    }
}
