package bici.infra.people;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.people.PhoneNumber;
import bici.fleet.people.PhoneSeal;
import bici.fleet.people.Principal;
import bici.fleet.people.Riders;
import bici.fleet.people.Riders.CodeAnswer;
import bici.fleet.people.Riders.SignIn;
import bici.fleet.people.Role;
import bici.fleet.people.Sessions;
import bici.fleet.people.Sessions.RefreshToken;
import bici.fleet.people.Sessions.Rotation;
import bici.fleet.people.Staff.Member;
import bici.fleet.store.PostgresRiders;
import bici.fleet.store.PostgresSessions;
import bici.fleet.store.PostgresSignInLinks;
import bici.fleet.store.PostgresStaff;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.infra.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SigningInTest {
    private static final PhoneNumber PHONE = new PhoneNumber("+573001234567");
    private static final PhoneNumber OTHER = new PhoneNumber("+573007654321");
    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
    private static final String HERE = "198.51.100.1";
    private static final StaffId ANA = new StaffId("ana");

    private final TestDatabase database = TestDatabase.create();
    private final Riders riders = new PostgresRiders(database.dataSource(), new PhoneSeal(new byte[32]));
    private final Sessions sessions = new PostgresSessions(database.dataSource());
    private final PostgresStaff staff = new PostgresStaff(database.dataSource());
    private final PostgresSignInLinks links = new PostgresSignInLinks(database.dataSource());

    @AfterEach
    void close() {
        database.close();
    }

    private String code(PhoneNumber phone, Instant at) {
        if (riders.requestCode(phone, HERE, at) instanceof CodeAnswer.Made made) {
            return made.code();
        }
        throw new AssertionError("no code");
    }

    private RiderId signedIn(PhoneNumber phone, String code, Instant at) {
        if (riders.signIn(phone, code, HERE, at) instanceof SignIn.SignedIn in) {
            return in.rider();
        }
        throw new AssertionError("not signed in");
    }

    private static String wrong(String code) {
        return (code.startsWith("1") ? "2" : "1") + code.substring(1);
    }

    @Test
    void aCodeSignsInOnceAndTheSamePhoneIsTheSameRider() {
        String code = code(PHONE, NOW);
        RiderId rider = signedIn(PHONE, code, NOW);

        assertThat(riders.signIn(PHONE, code, HERE, NOW)).isEqualTo(new SignIn.WrongCode());
        assertThat(signedIn(PHONE, code(PHONE, NOW.plusSeconds(60)), NOW.plusSeconds(60)))
                .isEqualTo(rider);
        assertThat(riders.getRider(rider).phone()).isEqualTo(PHONE);
        assertThat(riders.getRider(rider).consent()).isEmpty();
    }

    @Test
    void aCodeIsForItsPhoneForFiveMinutesAndTheLastOneCounts() {
        String first = code(PHONE, NOW);
        assertThat(riders.signIn(OTHER, first, HERE, NOW)).isEqualTo(new SignIn.WrongCode());
        String second = code(PHONE, NOW.plusSeconds(1));
        if (!first.equals(second)) {
            assertThat(riders.signIn(PHONE, first, HERE, NOW.plusSeconds(2))).isEqualTo(new SignIn.WrongCode());
        }
        assertThat(riders.signIn(
                        PHONE, second, HERE, NOW.plus(Riders.CODE_TIME_TO_LIVE).plusSeconds(1)))
                .isEqualTo(new SignIn.WrongCode());
    }

    @Test
    void fiveTriesAreAllACodeGets() {
        String code = code(PHONE, NOW);
        for (int i = 0; i < Riders.CODE_TRIES; i++) {
            assertThat(riders.signIn(PHONE, wrong(code), HERE, NOW)).isEqualTo(new SignIn.WrongCode());
        }

        assertThat(riders.signIn(PHONE, code, "192.0.2.9", NOW)).isEqualTo(new SignIn.WrongCode());
    }

    /** Of this phone, from here, with new codes as often as there may be. */
    private void guess(int times, String from, Instant at) {
        for (int i = 0; i < times; i++) {
            riders.requestCode(PHONE, from, at);
            assertThat(riders.signIn(PHONE, "none", from, at)).isEqualTo(new SignIn.WrongCode());
        }
    }

    @Test
    void fiveWrongCodesAnHourAreAllAnAddressGetsWhicheverCodesTheyWereFor() {
        guess(5, "192.0.2.9", NOW);
        Instant later = NOW.plus(Duration.ofMinutes(20));
        String code = code(PHONE, later);

        assertThat(riders.signIn(PHONE, code, "192.0.2.9", later))
                .isEqualTo(new SignIn.TooManyTries(Duration.ofMinutes(40)));
        assertThat(riders.requestCode(PHONE, "192.0.2.9", later))
                .as("a code is not sent where it could not be typed in")
                .isEqualTo(new CodeAnswer.NoTryLeft(Duration.ofMinutes(40)));
        assertThat(riders.signIn(PHONE, code, HERE, later)).isInstanceOf(SignIn.SignedIn.class);
        guess(5, "192.0.2.9", NOW.plus(Duration.ofHours(1)));
        assertThat(riders.signIn(PHONE, code, "192.0.2.9", NOW.plus(Duration.ofHours(1))))
                .as("who goes on waits longer")
                .isEqualTo(new SignIn.TooManyTries(Duration.ofHours(2)));
    }

    @Test
    void manyAddressesGuessNoFasterAndKeepNobodyOutWhoSignedInFromHereBefore() {
        signedIn(PHONE, code(PHONE, NOW), NOW);
        Instant later = NOW.plus(Duration.ofDays(1));
        for (int i = 0; i < 30; i++) {
            guess(1, "192.0.2." + i, later);
        }

        assertThat(riders.signIn(PHONE, "none", "192.0.2.30", later))
                .isEqualTo(new SignIn.TooManyTries(Duration.ofHours(1)));
        assertThat(riders.requestCode(PHONE, "192.0.2.30", later))
                .isEqualTo(new CodeAnswer.NoTryLeft(Duration.ofHours(1)));
        String code = code(PHONE, later.plus(Duration.ofMinutes(11)));
        assertThat(riders.signIn(PHONE, code, HERE, later.plus(Duration.ofMinutes(11))))
                .isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void aPhoneIsSentFiveCodesInTenMinutesAndAnotherPhoneDoesNotMind() {
        for (int i = 0; i < Riders.CODES_IN_TEN_MINUTES; i++) {
            code(PHONE, NOW.plusSeconds(i));
        }
        assertThat(riders.requestCode(PHONE, HERE, NOW.plusSeconds(60)))
                .as("the last one still counts")
                .isEqualTo(
                        new CodeAnswer.StillGood(Duration.ofSeconds(4 + 300 - 60), Duration.ofSeconds(4 + 120 - 60)));
        assertThat(code(OTHER, NOW)).hasSize(Riders.CODE_DIGITS);
        assertThat(code(PHONE, NOW.plus(Duration.ofMinutes(11)))).hasSize(Riders.CODE_DIGITS);
    }

    @Test
    void aPhoneThatIsAskedForWithoutEndAlwaysHasACodeThatCounts() {
        int made = 0;
        String last = "";
        for (int second = 0; second < 3_600; second += 10) {
            Instant now = NOW.plusSeconds(second);
            CodeAnswer answer = riders.requestCode(PHONE, HERE, now);
            if (answer instanceof CodeAnswer.Made code) {
                made++;
                last = code.code();
            }
            assertThat(answer).isNotInstanceOf(CodeAnswer.TooMany.class);
        }
        assertThat(made).isBetween(30, 34);
        assertThat(riders.signIn(PHONE, last, HERE, NOW.plusSeconds(3_600))).isInstanceOf(SignIn.SignedIn.class);
        assertThat(riders.requestCode(PHONE, HERE, NOW.plusSeconds(3_601))).isInstanceOf(CodeAnswer.TooMany.class);
        assertThat(code(PHONE, NOW.plusSeconds(3_720))).hasSize(Riders.CODE_DIGITS);
    }

    @Test
    void consentsAreKeptAndTheLastOneCounts() {
        RiderId rider = riders.putRider(PHONE, NOW);
        riders.recordConsent(rider, "1", NOW);
        riders.recordConsent(rider, "2", NOW.plusSeconds(1));

        assertThat(riders.getRider(rider).consent()).contains(new Riders.Consent("2", NOW.plusSeconds(1)));
    }

    private RefreshToken rotated(RefreshToken token, Instant at) {
        if (sessions.rotate(token.value(), Optional.empty(), at) instanceof Rotation.Rotated rotated) {
            return rotated.next();
        }
        throw new AssertionError("not rotated");
    }

    @Test
    void aRefreshTokenUsedAgainEndsTheWholeFamily() {
        Principal rider = new Principal.OfRider(riders.putRider(PHONE, NOW));
        RefreshToken first = sessions.open(rider, NOW);
        RefreshToken second = rotated(first, NOW.plusSeconds(60));
        Instant later = NOW.plusSeconds(120);

        assertThat(sessions.rotate(first.value(), Optional.empty(), later)).isEqualTo(new Rotation.Reused());
        assertThat(sessions.rotate(second.value(), Optional.empty(), later)).isEqualTo(new Rotation.Refused());
    }

    @Test
    void aTokenUsedTwiceWithinTheSameSecondIsTheftToo() {
        RefreshToken first = sessions.open(new Principal.OfRider(riders.putRider(PHONE, NOW)), NOW);
        RefreshToken second = rotated(first, NOW.plusSeconds(60));

        assertThat(sessions.rotate(first.value(), Optional.empty(), NOW.plusSeconds(60)))
                .isEqualTo(new Rotation.Reused());
        assertThat(sessions.rotate(second.value(), Optional.empty(), NOW.plusSeconds(61)))
                .isEqualTo(new Rotation.Refused());
    }

    @Test
    void eightUsesAtOnceGiveOneSuccessorAtMostAndEndTheSession() throws Exception {
        RefreshToken first = sessions.open(new Principal.OfRider(riders.putRider(PHONE, NOW)), NOW);
        List<Rotation> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            CyclicBarrier together = new CyclicBarrier(8);
            List<Future<Rotation>> uses = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                uses.add(threads.submit(() -> {
                    together.await();
                    return sessions.rotate(first.value(), Optional.empty(), NOW.plusSeconds(1));
                }));
            }
            for (Future<Rotation> use : uses) {
                answers.add(use.get());
            }
        }
        List<Rotation.Rotated> successors = answers.stream()
                .filter(Rotation.Rotated.class::isInstance)
                .map(Rotation.Rotated.class::cast)
                .toList();
        assertThat(successors).hasSize(1);
        assertThat(sessions.rotate(successors.getFirst().next().value(), Optional.empty(), NOW.plusSeconds(2)))
                .isEqualTo(new Rotation.Refused());
    }

    @Test
    void theSameRequestWithinAMinuteGetsTheSameSuccessorAndAnyOtherEndsTheSession() {
        Principal rider = new Principal.OfRider(riders.putRider(PHONE, NOW));
        Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("a"));
        for (Optional<IdempotencyKey> other :
                List.of(Optional.<IdempotencyKey>empty(), Optional.of(new IdempotencyKey("b")))) {
            RefreshToken first = sessions.open(rider, NOW);
            Rotation second = sessions.rotate(first.value(), key, NOW);

            assertThat(second).isInstanceOf(Rotation.Rotated.class);
            assertThat(sessions.rotate(first.value(), key, NOW.plusSeconds(60))).isEqualTo(second);
            assertThat(sessions.rotate(first.value(), other, NOW.plusSeconds(60)))
                    .isEqualTo(new Rotation.Reused());
            assertThat(sessions.rotate(first.value(), key, NOW.plusSeconds(60))).isEqualTo(new Rotation.Refused());
        }
        RefreshToken late = sessions.open(rider, NOW);
        assertThat(sessions.rotate(late.value(), key, NOW)).isInstanceOf(Rotation.Rotated.class);
        assertThat(sessions.rotate(late.value(), key, NOW.plusSeconds(61))).isEqualTo(new Rotation.Reused());
    }

    @Test
    void whoSignedOutOrWaitedTooLongSignsInAnew() {
        Principal rider = new Principal.OfRider(riders.putRider(PHONE, NOW));
        RefreshToken token = sessions.open(rider, NOW);
        assertThat(sessions.rotate(token.value(), Optional.empty(), NOW.plus(Sessions.IDLE)))
                .isEqualTo(new Rotation.Refused());
        sessions.close(token.value(), NOW.plusSeconds(1));
        assertThat(sessions.listEnded(NOW)).contains(token.family());
        assertThat(sessions.listEnded(NOW.plusSeconds(1))).doesNotContain(token.family());

        assertThat(sessions.rotate(token.value(), Optional.empty(), NOW.plusSeconds(2)))
                .isEqualTo(new Rotation.Refused());
        assertThat(sessions.rotate("nothing", Optional.empty(), NOW)).isEqualTo(new Rotation.Refused());
    }

    @Test
    void aLinkSignsInOnceAndOnlyWhoeverMay() {
        staff.put(new Member(ANA, "Ana", Role.DISPATCHER, true), NOW);
        Principal ana = new Principal.OfStaff(ANA, Role.DISPATCHER);
        String link = links.createLink(ana, NOW);
        String late = links.createLink(ana, NOW.minus(Duration.ofHours(13)));
        String dismissed = links.createLink(ana, NOW);

        assertThat(links.useLink(link, NOW)).contains(ana);
        assertThat(links.useLink(link, NOW)).isEmpty();
        assertThat(links.useLink(late, NOW)).isEmpty();
        RefreshToken token = sessions.open(ana, NOW);
        staff.put(new Member(ANA, "Ana", Role.DISPATCHER, false), NOW);
        assertThat(links.useLink(dismissed, NOW)).isEmpty();
        assertThat(sessions.rotate(token.value(), Optional.empty(), NOW)).isEqualTo(new Rotation.Refused());
    }
}
