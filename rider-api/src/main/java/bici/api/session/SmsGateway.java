package bici.api.session;

import bici.fleet.people.PhoneNumber;

/** Sends text messages to phones. */
public interface SmsGateway {
    /**
     * Hands a message over. Blocking, some seconds at most; any thread. Neither number nor text may be logged.
     *
     * @throws SmsFailed when the message was not taken
     */
    void send(PhoneNumber to, String text);

    /** The message was not taken; the reason has neither number nor text. */
    final class SmsFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public SmsFailed(String reason) {
            super(reason);
        }
    }

    /** For a server that was given nobody to send with. */
    static SmsGateway none() {
        return (to, text) -> {
            throw new SmsFailed("no gateway for text messages is set");
        };
    }
}
