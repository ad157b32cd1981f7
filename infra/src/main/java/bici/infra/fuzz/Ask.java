package bici.infra.fuzz;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as it goes over the wire.
 *
 * @param target what stands between method and version
 * @param body empty when there is none; nobody changes it
 * @param how what was done to a right request, in a word; {@code right} when nothing was
 * @param strays whether method or target may be another operation's, or nobody's
 */
record Ask(String method, String target, List<Header> headers, Buffer body, String how, boolean strays) {
    static final String RIGHT = "right";
    private static final int SHOWN = 300;

    Ask {
        headers = List.copyOf(headers);
    }

    /** A line of the head. */
    record Header(String name, String value) {}

    static Ask right(String method, String target) {
        return new Ask(method, target, List.of(), Buffer.buffer(), RIGHT, false);
    }

    Ask with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Ask(method, target, more, body, how, strays);
    }

    Ask without(String name) {
        return new Ask(
                method,
                target,
                headers.stream()
                        .filter(header -> !header.name().equalsIgnoreCase(name))
                        .toList(),
                body,
                how,
                strays);
    }

    Ask withBody(String other) {
        return withBody(Buffer.buffer(other));
    }

    Ask withBody(Buffer other) {
        return new Ask(method, target, headers, other, how, strays);
    }

    Ask to(String other) {
        return new Ask(method, other, headers, body, how, strays);
    }

    Ask by(String other) {
        return new Ask(other, target, headers, body, how, true);
    }

    Ask straying() {
        return new Ask(method, target, headers, body, how, true);
    }

    Ask named(String name) {
        return new Ask(method, target, headers, body, name, strays);
    }

    boolean isRight() {
        return how.equals(RIGHT);
    }

    /** The value of a header, empty when there is none. */
    String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    /** For people to read: without the token. */
    String show() {
        StringBuilder shown = new StringBuilder(method + " " + target);
        headers.stream()
                .filter(header -> !header.name().equalsIgnoreCase("authorization"))
                .forEach(header ->
                        shown.append(" | ").append(header.name()).append(": ").append(header.value()));
        if (body.length() > 0) {
            shown.append(" | ").append(body);
        }
        return shown.length() > SHOWN ? shown.substring(0, SHOWN) + "..." : shown.toString();
    }
}
