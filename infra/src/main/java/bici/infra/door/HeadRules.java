package bici.infra.door;

import bici.api.http.Problem;
import bici.api.http.ProblemType;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of a request's head is refused whatever is asked for, since nobody can tell what it means, where its body ends or
 * whom it is for (RFC 9110 and 9112).
 */
final class HeadRules {
    private static final String HOST = "Host";
    private static final String TRANSFER_ENCODING = "Transfer-Encoding";
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~!$&'()*+,;=%-]+)(:[0-9]{0,5})?");
    private static final String CHUNKED = "chunked";
    private static final String CONTINUE = "100-continue";

    private HeadRules() {}

    /** Empty when the request may be read on. */
    static Optional<Problem> findFault(HttpRequest head) {
        if (head.decoderResult().isFailure()) {
            return Optional.of(unreadable(head.decoderResult().cause()));
        }
        if (!isOurs(head.protocolVersion())) {
            return Optional.of(Problem.of(ProblemType.VERSION_NOT_SUPPORTED));
        }
        return host(head).or(() -> coding(head)).or(() -> expectation(head));
    }

    private static Problem unreadable(Throwable why) {
        if (why instanceof TooLongHttpLineException) {
            return Problem.of(ProblemType.URI_TOO_LONG);
        }
        return why instanceof TooLongHttpHeaderException
                ? Problem.of(ProblemType.HEADERS_TOO_LARGE)
                : Problem.invalid("", "http");
    }

    private static boolean isOurs(HttpVersion version) {
        return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
    }

    /** RFC 9112, 3.2. */
    private static Optional<Problem> host(HttpRequest head) {
        List<String> hosts = head.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.isEmpty()) {
            return head.protocolVersion().equals(HttpVersion.HTTP_1_0)
                    ? Optional.empty()
                    : Optional.of(Problem.invalid(HOST, "required"));
        }
        if (hosts.size() > 1) {
            return Optional.of(Problem.invalid(HOST, "repeated"));
        }
        return AUTHORITY.matcher(hosts.getFirst()).matches()
                ? Optional.empty()
                : Optional.of(Problem.invalid(HOST, "format"));
    }

    /** RFC 9112, 6.1 and 6.3: without chunked at its end a body has no end, and older versions know none of it. */
    private static Optional<Problem> coding(HttpRequest head) {
        List<String> codings = tokens(head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING));
        if (codings.isEmpty() && !head.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return Optional.empty();
        }
        boolean ends = !codings.isEmpty() && codings.getLast().equals(CHUNKED);
        if (!ends
                || codings.indexOf(CHUNKED) < codings.size() - 1
                || head.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return Optional.of(Problem.invalid(TRANSFER_ENCODING, "format"));
        }
        return codings.size() == 1 ? Optional.empty() : Optional.of(Problem.of(ProblemType.NOT_IMPLEMENTED));
    }

    /** RFC 9110, 10.1.1. */
    private static Optional<Problem> expectation(HttpRequest head) {
        return tokens(head.headers().getAll(HttpHeaderNames.EXPECT)).stream()
                .filter(expected -> !expected.equals(CONTINUE))
                .findFirst()
                .map(other -> Problem.of(ProblemType.EXPECTATION_FAILED));
    }

    private static List<String> tokens(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(token -> token.strip().toLowerCase(Locale.ROOT))
                .filter(token -> !token.isEmpty())
                .toList();
    }
}
