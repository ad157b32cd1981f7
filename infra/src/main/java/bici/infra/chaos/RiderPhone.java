package bici.infra.chaos;

import bici.api.access.AccessTokens;
import bici.fleet.people.Principal;
import bici.fleet.vocabulary.RiderId;
import bici.infra.command.CommandFailed;
import bici.infra.server.TokenKeyFile;
import bici.simulator.rider.Api;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;

/** The first rider's phone, who wants one bike again and again. Not for more than one thread. */
final class RiderPhone {
    private final Api api;
    private final AccessTokens tokens;
    private final Principal rider;
    private final String code;

    RiderPhone(CitySetting setting, String code, Clock clock) {
        this.api = new Api(setting.http(), HttpClient.newHttpClient());
        this.code = code;
        this.tokens = TokenKeyFile.open(setting.folder(), clock);
        try {
            this.rider = new Principal.OfRider(
                    new RiderId(Files.readAllLines(setting.riders()).getFirst()));
        } catch (IOException e) {
            throw new CommandFailed("the riders cannot be read: " + e.getMessage(), e);
        }
    }

    /** The status of the answer to the wish of that number. */
    int ask(int number) {
        try {
            return api.post("/v1/trips", tokens.create(rider), Map.of("code", code), "wish-" + number)
                    .status();
        } catch (IOException e) {
            throw new CommandFailed("the server does not answer: " + e.getMessage(), e);
        }
    }
}
