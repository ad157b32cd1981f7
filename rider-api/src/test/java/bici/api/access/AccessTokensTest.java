package bici.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.people.Principal;
import bici.fleet.vocabulary.RiderId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered of a token that was good does not make another one good, nor this one for ever. */
class AccessTokensTest {
    private static final Principal RIDER = new Principal.OfRider(new RiderId("R1"));

    private final Hand hand = new Hand();
    private final AccessTokens tokens = new AccessTokens(List.of(TokenKey.create()), hand);

    @Test
    void aTokenIsGoodAgainAndAgainUntilItsTimeIsOver() {
        String token = tokens.create(RIDER);
        assertThat(tokens.find(token)).map(Caller::principal).contains(RIDER);
        assertThat(tokens.find(token)).map(Caller::principal).contains(RIDER);
        hand.now = hand.now.plus(AccessTokens.TIME_TO_LIVE);
        assertThat(tokens.find(token)).isEmpty();
    }

    @Test
    void theSignatureOfAnotherTokenIsNoGoodThoughBothWereSeen() {
        String one = tokens.create(RIDER);
        String other = tokens.create(new Principal.OfRider(new RiderId("R2")));
        assertThat(tokens.find(one)).isPresent();
        assertThat(tokens.find(other)).isPresent();
        String mixed = one.substring(0, one.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
        assertThat(tokens.find(mixed)).isEmpty();
        assertThat(tokens.find(mixed)).isEmpty();
    }

    @Test
    void whatOneServerRemembersIsNothingToOneWithAnotherKey() {
        String token = tokens.create(RIDER);
        assertThat(tokens.find(token)).isPresent();
        assertThat(new AccessTokens(List.of(TokenKey.create()), hand).find(token))
                .isEmpty();
    }

    /** A clock whose hand is moved. */
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-03-02T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
