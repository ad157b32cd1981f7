package bici.api.http;

import io.vertx.core.buffer.Buffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A problem as it is sent to one reader, with every header that an answer has: as a page to a person at a browser, as JSON
 * to everybody else.
 */
public record ProblemAnswer(int status, Map<String, String> headers, Buffer body) {
    public ProblemAnswer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /**
     * What this reader gets.
     *
     * @param requestId as it is in {@code X-Request-Id}
     */
    public static ProblemAnswer of(Problem problem, Reader reader, String requestId) {
        Map<String, String> headers = new LinkedHashMap<>(SecurityHeaders.asMap());
        headers.put(RequestId.HEADER, requestId);
        headers.put("Cache-Control", "no-store");
        headers.put("Vary", "Accept, Accept-Encoding, Accept-Language");
        headers.put("Content-Language", reader.language().tag());
        problem.retryAfter()
                .ifPresent(wait -> headers.put("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))));
        int status = problem.type().status();
        if (status == 401) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        if (reader.prefersPage()) {
            headers.put("Content-Type", ProblemPage.TYPE);
            headers.put("Content-Security-Policy", ProblemPage.POLICY);
            return new ProblemAnswer(status, headers, Buffer.buffer(ProblemPage.of(problem, reader, requestId)));
        }
        headers.put("Content-Type", "application/problem+json");
        return new ProblemAnswer(
                status, headers, problem.toJson(reader.language(), requestId).toBuffer());
    }
}
