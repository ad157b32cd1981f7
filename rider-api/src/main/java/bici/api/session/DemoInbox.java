package bici.api.session;

import bici.api.http.Routes;
import bici.fleet.people.PhoneNumber;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Where text messages of a demonstration arrive, for everybody to read at {@code /demo/inbox}: the last
 * {@value #KEPT}, newest first, as a page or as JSON ({@code ?phone=} for one phone). In memory only. Whoever reads it can
 * sign in as anybody: a server has none unless it was started with one. Safe from any thread.
 */
public final class DemoInbox implements SmsGateway, Routes {
    private static final int KEPT = 200;

    private final Clock clock;
    private final Deque<Message> messages = new ArrayDeque<>();

    public DemoInbox(Clock clock) {
        this.clock = clock;
    }

    private record Message(String to, String text, Instant at) {}

    @Override
    public synchronized void send(PhoneNumber to, String text) {
        messages.addFirst(new Message(to.value(), text, clock.instant()));
        if (messages.size() > KEPT) {
            messages.removeLast();
        }
    }

    @Override
    public void mount(Router router) {
        Routes.reading(router, "/demo/inbox").handler(this::show);
    }

    private synchronized List<Message> list() {
        return new ArrayList<>(messages);
    }

    private void show(RoutingContext context) {
        String asked = context.request().getParam("phone");
        List<Message> shown = list().stream()
                .filter(message -> asked == null
                        || PhoneNumber.parse(asked)
                                .map(phone -> phone.value().equals(message.to()))
                                .orElse(false))
                .toList();
        context.response().putHeader("Cache-Control", "no-store");
        String accept = context.request().getHeader("Accept");
        if (accept != null && accept.contains("text/html")) {
            context.response()
                    .putHeader("Content-Type", "text/html; charset=utf-8")
                    .end(page(shown));
        } else {
            context.response()
                    .putHeader("Content-Type", "application/json")
                    .end(json(shown).toBuffer());
        }
    }

    private static JsonObject json(List<Message> shown) {
        JsonArray list = new JsonArray();
        shown.forEach(message -> list.add(new JsonObject()
                .put("to", message.to())
                .put("text", message.text())
                .put("at", message.at().toString())));
        return new JsonObject().put("messages", list);
    }

    /** Numbers and texts are ours: digits and our own words. */
    private static String page(List<Message> shown) {
        StringBuilder rows = new StringBuilder();
        shown.forEach(message -> rows.append(
                "<tr><td>%s</td><td>%s</td><td>%s</td></tr>%n".formatted(message.at(), message.to(), message.text())));
        return """
                <!doctype html>
                <html lang="es"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Mensajes de la demostración</title></head>
                <body><h1>Mensajes de la demostración</h1>
                <p>Aquí llegan los mensajes que en una ciudad real irían al celular.</p>
                <table><thead><tr><th>Hora (UTC)</th><th>Para</th><th>Mensaje</th></tr></thead><tbody>
                %s</tbody></table></body></html>
                """.formatted(rows);
    }
}
