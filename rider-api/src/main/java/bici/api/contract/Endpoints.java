package bici.api.contract;

import bici.api.http.Blocking;
import bici.api.http.Problems;
import bici.api.http.Reply;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** Ways to answer. */
public final class Endpoints {
    private Endpoints() {}

    /** By work that blocks. */
    public static Endpoint blocking(Blocking blocking, Function<Call, Reply> work) {
        return (context, call) ->
                blocking.run(() -> work.apply(call)).onComplete(reply -> send(context, reply), context::fail);
    }

    /** Sends a reply, unless the caller has gone. */
    public static void send(RoutingContext context, Reply reply) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        switch (reply) {
            case Reply.Json json -> {
                json.headers().forEach(response::putHeader);
                noStore(response);
                response.setStatusCode(json.status())
                        .putHeader("Content-Type", "application/json")
                        .end(json.body().toBuffer());
            }
            case Reply.Text text -> {
                noStore(response);
                response.putHeader("Content-Type", text.contentType()).end(text.body());
            }
            case Reply.Empty empty -> {
                empty.headers().forEach(response::putHeader);
                noStore(response);
                response.setStatusCode(empty.status()).end();
            }
            case Reply.Refused refused -> Problems.send(context, refused.problem());
        }
    }

    private static void noStore(HttpServerResponse response) {
        if (!response.headers().contains("Cache-Control")) {
            response.putHeader("Cache-Control", "no-store");
        }
    }
}
