package bici.api.live;

import bici.api.http.Language;
import io.vertx.core.http.HttpServerResponse;

/** One open stream. A reader too slow for its events loses them and is told to read again. Used on the hub's context. */
final class Subscriber {
    private final HttpServerResponse response;
    private final String subject;
    private final String session;
    private final Language language;
    private boolean missed;

    Subscriber(HttpServerResponse response, String subject, String session, Language language) {
        this.response = response;
        this.subject = subject;
        this.session = session;
        this.language = language;
    }

    String subject() {
        return subject;
    }

    String session() {
        return session;
    }

    void send(String run, LiveEvent event) {
        if (!event.concerns(subject)) {
            return;
        }
        if (response.writeQueueFull()) {
            missed = true;
            return;
        }
        catchUp(run, event.number() - 1);
        response.write(event.toText(run, language));
    }

    /** Events were missed: whoever reads should ask for everything again. */
    void reset(String id) {
        response.write("id: %s\nevent: reset\ndata: {}\n\n".formatted(id));
    }

    void heartbeat(String head) {
        if (!response.writeQueueFull()) {
            if (missed) {
                missed = false;
                reset(head);
            }
            response.write(": \n\n");
        }
    }

    void end() {
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }

    private void catchUp(String run, long before) {
        if (missed) {
            missed = false;
            reset(run + '-' + before);
        }
    }
}
