package bici.infra.fuzz;

import bici.api.access.AccessTokens;
import bici.fleet.people.DataPolicy;
import bici.fleet.people.PhoneNumber;
import bici.fleet.people.Principal;
import bici.fleet.people.Riders;
import bici.fleet.people.Role;
import bici.fleet.people.SignInLinks;
import bici.fleet.people.Staff;
import bici.fleet.store.PostgresRiders;
import bici.fleet.store.PostgresSignInLinks;
import bici.fleet.store.PostgresStaff;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.infra.run.RunPlace;
import bici.infra.server.PhoneKey;
import bici.infra.server.TokenKeyFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.sql.DataSource;

/** Whoever asks: taken in straight into the database, with tokens as the server would make them. Blocking. */
final class People {
    private static final int MEMBERS = 8;
    private static final Duration TOKEN_IS_FRESH = Duration.ofMinutes(5);
    private static final int LAST_PHONE = 9_999_999;

    private final Riders riders;
    private final SignInLinks links;
    private final AccessTokens tokens;
    private final Clock clock;
    private final List<RiderId> idle = new ArrayList<>();
    private final Map<Principal, Token> kept = new HashMap<>();
    private int phones;

    private record Token(String value, Instant at) {}

    People(RunPlace place, DataSource database, Clock clock) {
        this.riders = new PostgresRiders(database, PhoneKey.open(place.folder()));
        this.links = new PostgresSignInLinks(database);
        this.tokens = TokenKeyFile.open(place.folder(), clock);
        this.clock = clock;
        Staff staff = new PostgresStaff(database);
        for (Role role : Role.values()) {
            for (int n = 0; role != Role.RIDER && n < MEMBERS; n++) {
                Principal.OfStaff member = member(role, n);
                staff.put(new Staff.Member(member.staff(), "Fuzz " + role.word(), role, true), clock.instant());
            }
        }
        for (int n = 0; n < MEMBERS; n++) {
            idle.add(newRider());
        }
    }

    private static Principal.OfStaff member(Role role, int number) {
        return new Principal.OfStaff(new StaffId("fuzz-" + role.word() + "-" + number), role);
    }

    /** A number that nobody had before. */
    String newPhone() {
        return "+573%09d".formatted(100_000_000 + phones++ % LAST_PHONE);
    }

    /** Somebody who has agreed to everything and has never ridden. */
    RiderId newRider() {
        RiderId rider = riders.putRider(new PhoneNumber(newPhone()), clock.instant());
        riders.recordConsent(rider, DataPolicy.current().version(), clock.instant());
        return rider;
    }

    /** One of some. */
    Principal any(Role role, SplittableRandom dice) {
        return role == Role.RIDER
                ? new Principal.OfRider(idle.get(dice.nextInt(idle.size())))
                : member(role, dice.nextInt(MEMBERS));
    }

    String token(Principal who) {
        Instant now = clock.instant();
        Token token = kept.get(who);
        if (token == null || token.at().plus(TOKEN_IS_FRESH).isBefore(now)) {
            token = new Token(tokens.create(who), now);
            kept.put(who, token);
        }
        return token.value();
    }

    /** A secret that signs this one in, once. */
    String link(Principal who) {
        return links.createLink(who, clock.instant());
    }
}
