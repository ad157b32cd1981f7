package bici.infra.server;

import bici.api.ApiOptions;
import bici.api.pages.CityMapFile;
import bici.api.session.SmsPrefixes;
import bici.fleet.people.DataController;
import java.net.URI;
import java.util.Optional;

/**
 * The HTTP side of a node.
 *
 * @param port 0 takes a free one
 * @param publicUrl under which people reach it; with https the refresh cookie is sent by TLS only
 * @param signInsPerMinute from one address
 * @param smsPrefixes where sign-in codes are sent
 * @param messages how sign-in codes reach phones
 * @param controller who answers for riders' data
 * @param map streets under the stations; empty for the sketch
 */
public record HttpOptions(
        String host,
        int port,
        Optional<URI> publicUrl,
        int signInsPerMinute,
        SmsPrefixes smsPrefixes,
        Messages messages,
        Optional<DataController> controller,
        Optional<CityMapFile> map) {
    /** How sign-in codes reach phones. */
    public sealed interface Messages {
        /** Nobody was set: signing in by phone is refused. */
        record None() implements Messages {}

        /** Everybody may read them at {@code /demo/inbox}: never where real people ride. */
        record DemoInbox() implements Messages {}

        /** By a provider over HTTP. */
        record Http(URI url, Optional<String> token) implements Messages {
            @Override
            public String toString() {
                return "Http[" + url.getHost() + "]";
            }
        }
    }

    /** With nobody to send codes. */
    public static HttpOptions on(String host, int port) {
        return new HttpOptions(
                host,
                port,
                Optional.empty(),
                ApiOptions.SIGN_INS_PER_MINUTE,
                SmsPrefixes.parse(SmsPrefixes.USUAL),
                new Messages.None(),
                Optional.empty(),
                Optional.empty());
    }

    public HttpOptions withDemoInbox() {
        return new HttpOptions(
                host, port, publicUrl, signInsPerMinute, smsPrefixes, new Messages.DemoInbox(), controller, map);
    }

    public HttpOptions withSignInsPerMinute(int count) {
        return new HttpOptions(host, port, publicUrl, count, smsPrefixes, messages, controller, map);
    }

    public HttpOptions withController(Optional<DataController> responsible) {
        return new HttpOptions(host, port, publicUrl, signInsPerMinute, smsPrefixes, messages, responsible, map);
    }

    public HttpOptions withMap(CityMapFile file) {
        return new HttpOptions(
                host, port, publicUrl, signInsPerMinute, smsPrefixes, messages, controller, Optional.of(file));
    }

    ApiOptions api() {
        return ApiOptions.on(host, port)
                .withSignInsPerMinute(signInsPerMinute)
                .withSmsPrefixes(smsPrefixes)
                .withPublicUrl(publicUrl);
    }
}
