package bici.infra.demo;

import bici.simulator.live.Guest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parts of the street's page, which asks nobody but the street. */
final class StreetPage {
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI riders;
    private final Map<String, Part> parts = new HashMap<>();

    /** One file. */
    record Part(String type, String text) {}

    StreetPage(URI riders) {
        this.riders = riders;
        parts.put("/", new Part("text/html; charset=utf-8", read("street.html")));
        parts.put("/street.css", new Part("text/css; charset=utf-8", read("street.css")));
        parts.put("/street.js", new Part("text/javascript; charset=utf-8", read("street.js")));
    }

    Optional<Part> find(String path) {
        return Optional.ofNullable(parts.get(path));
    }

    /** What the page draws. */
    String view(Guest.View view) {
        try {
            return JSON.writeValueAsString(Map.of("riders", riders + "/", "street", view));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers are always JSON", e);
        }
    }

    /** What a phone's camera reads: the rider's page with the printed code. */
    String picture(String code) {
        return QrCode.of(riders + "/#c=" + code).toSvg();
    }

    private static String read(String name) {
        try (InputStream in = StreetPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
