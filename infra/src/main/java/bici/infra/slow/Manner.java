package bici.infra.slow;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How a client holds a connection. Each manner comes from a loopback address of its own, or it would share a limit. */
enum Manner {
    /** The head of a request, byte by byte. */
    HEAD_DRIPS(21, false, "GET /v1/stations HTTP/1.1\r\nHost: slow\r\nX-Slow: ", "a", Reading.ALL),
    /** A head at once, then its body byte by byte. */
    BODY_DRIPS(
            22,
            false,
            "POST /v1/sign-in/codes HTTP/1.1\r\nHost: slow\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n",
            " ",
            Reading.ALL),
    /** Connected, and nothing else. */
    SAYS_NOTHING(23, false, "", "", Reading.ALL),
    /** Asks for megabytes and reads none of them. */
    NEVER_READS(24, false, Requests.MEGABYTES, "", Reading.NONE),
    /** Asks for megabytes and reads them byte by byte. */
    READS_BY_BYTE(25, false, Requests.MEGABYTES, "", Reading.BYTE),
    /** Very many of one address. */
    FLOOD(26, false, "", "", Reading.ALL),
    /** A station without a word. */
    STATION_SAYS_NOTHING(27, true, "", "", Reading.ALL),
    /** A station whose TLS handshake comes byte by byte, in a record of 512 bytes. */
    STATION_HANDSHAKE_DRIPS(28, true, "\u0016\u0003\u0001\u0002\u0000\u0001", "\u0000", Reading.ALL);

    /** What is asked. */
    private static final class Requests {
        static final String MEGABYTES = "GET /docs/ui/swagger-ui-bundle.js HTTP/1.1\r\nHost: slow\r\n\r\n".repeat(10);
    }

    /** What it takes of what is sent to it. */
    enum Reading {
        ALL,
        BYTE,
        NONE
    }

    private final String address;
    private final boolean station;
    private final String opening;
    private final String drop;
    private final Reading reading;

    Manner(int address, boolean station, String opening, String drop, Reading reading) {
        this.address = "127.0.0." + address;
        this.station = station;
        this.opening = opening;
        this.drop = drop;
        this.reading = reading;
    }

    String address() {
        return address;
    }

    boolean isStation() {
        return station;
    }

    byte[] opening() {
        return opening.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What is said again and again; may be nothing. */
    byte[] drop() {
        return drop.getBytes(StandardCharsets.ISO_8859_1);
    }

    Reading reading() {
        return reading;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
