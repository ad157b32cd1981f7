package bici.infra.door;

import java.util.Locale;

/** Why a connection was refused or ended. */
enum Reason {
    /** Too many of one address. */
    ADDRESS,
    /** Too many in all. */
    TOTAL,
    /** The head of a request did not come in time. */
    HEAD,
    /** The body of a request did not come in time. */
    BODY,
    /** Far more requests were sent than answers awaited. */
    PIPELINED,
    /** What came is no HTTP/1.1 that can be acted on. */
    MALFORMED,
    /** The answer was not read. */
    NOT_READ,
    /** No request came after the last one. */
    IDLE,
    /** We had nothing to say for too long. */
    NO_ANSWER,
    /** A station's TLS handshake or CONNECT did not come in time. */
    NO_CONNECT;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
