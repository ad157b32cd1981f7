package bici.api.access;

import bici.api.http.ProblemException;
import bici.api.http.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what another site's page sends, where cookies are used or set. A browser says in {@code Origin} whose page it is;
 * clients that are no browsers send none. Ours is the public URL's, or that of the host that was asked.
 */
public final class OwnOrigin {
    private final Optional<String> ours;

    /** @param publicUrl under which people reach this server */
    public OwnOrigin(Optional<URI> publicUrl) {
        this.ours = publicUrl.map(
                url -> "%s://%s".formatted(url.getScheme(), url.getAuthority()).toLowerCase(Locale.ROOT));
    }

    /**
     * Returns when the request is from no page or from our own.
     *
     * @throws ProblemException when it is from another's
     */
    public void check(HttpServerRequest request) {
        List<String> origins = request.headers().getAll(HttpHeaders.ORIGIN);
        if (!origins.isEmpty() && !(origins.size() == 1 && isOurs(origins.getFirst(), request.authority()))) {
            throw new ProblemException(ProblemType.FOREIGN_ORIGIN);
        }
    }

    private boolean isOurs(String sent, @Nullable HostAndPort asked) {
        String origin = sent.toLowerCase(Locale.ROOT);
        if (ours.filter(origin::equals).isPresent()) {
            return true;
        }
        if (asked == null) {
            return false;
        }
        // Whether TLS ends in front of us, Host does not say.
        String host = asked.toString().toLowerCase(Locale.ROOT);
        return origin.equals("http://" + host) || origin.equals("https://" + host);
    }
}
