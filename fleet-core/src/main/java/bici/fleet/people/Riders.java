package bici.fleet.people;

import bici.fleet.vocabulary.RiderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Riders and their signing in by a code sent to the phone. Blocking, any thread that may block;
 * {@code bici.fleet.dock.LedgerUnavailable} while the database is away. Nothing of it may be logged but rider ids.
 */
public interface Riders {
    Duration CODE_TIME_TO_LIVE = Duration.ofMinutes(5);
    int CODE_TRIES = 5;
    int CODE_DIGITS = 6;
    /** Codes that one phone may be sent within ten minutes, one after the other. */
    int CODES_IN_TEN_MINUTES = 5;
    /** Between further ones, whoever asks: shorter than a code lives, so that the phone always has one that counts. */
    Duration BETWEEN_CODES = Duration.ofMinutes(2);

    /**
     * Makes a new code for this phone; earlier ones are void. The caller sends it; it is kept as a keyed hash only. Makes
     * none when the phone was sent enough of them: then the last one still counts; nor where it could not be typed in.
     *
     * @param from network address of whoever asks
     */
    CodeAnswer requestCode(PhoneNumber phone, String from, Instant at);

    /**
     * Signs in, and makes the rider known at the first time.
     *
     * @param from network address of whoever typed the code; wrong ones are counted by it
     */
    SignIn signIn(PhoneNumber phone, String code, String from, Instant at);

    /**
     * The rider.
     *
     * @throws java.util.NoSuchElementException when there is none
     */
    Rider getRider(RiderId rider);

    Optional<Rider> findRider(RiderId rider);

    /** Registers a rider whose phone was checked elsewhere, or finds it: for demonstrations and imports. */
    RiderId putRider(PhoneNumber phone, Instant at);

    /** The rider agrees to this version of the data policy; kept for ever, beside earlier ones. */
    void recordConsent(RiderId rider, String policyVersion, Instant at);

    /** A code to be sent, or not now. */
    sealed interface CodeAnswer {
        /** To be sent to the phone and to nobody else. */
        record Made(String code) implements CodeAnswer {
            @Override
            public String toString() {
                return "Made";
            }
        }

        /**
         * None is made, since the phone has one.
         *
         * @param left how long it counts
         * @param next when another may be asked for
         */
        record StillGood(Duration left, Duration next) implements CodeAnswer {}

        /** None is made, and the last one was used or tried too often. */
        record TooMany(Duration retryAfter) implements CodeAnswer {}

        /** None is made, since {@link #signIn} would look at no code from this address after too many wrong ones. */
        record NoTryLeft(Duration retryAfter) implements CodeAnswer {}
    }

    /** What became of a code typed in. */
    sealed interface SignIn {
        record SignedIn(RiderId rider) implements SignIn {}

        /** Wrong, too old, used, tried too often or never asked for: nobody is told which. */
        record WrongCode() implements SignIn {}

        /** Too many wrong codes before, whichever they were for; this one was not looked at. */
        record TooManyTries(Duration retryAfter) implements SignIn {}
    }

    /**
     * A rider.
     *
     * @param consent to the data policy, the last one given
     */
    record Rider(RiderId id, PhoneNumber phone, boolean suspended, Optional<Consent> consent) {}

    record Consent(String policyVersion, Instant at) {}
}
