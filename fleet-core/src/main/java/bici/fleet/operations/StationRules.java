package bici.fleet.operations;

import bici.fleet.operations.StationRegister.Position;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.vocabulary.PlainText;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a station may be called and where it may stand, at every door it comes in by and before it is published. The
 * database's function {@code station_fault} says the same, in the same order.
 */
public final class StationRules {
    /** Characters of a name. */
    public static final int MAX_NAME = 100;

    private static final Pattern CONTROL =
            Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\x{d800}-\\x{dfff}]");
    private static final Pattern READABLE =
            Pattern.compile("[^ \\u00a0\\u1680\\u2000-\\u200d\\u202f\\u205f-\\u2064\\u3000\\ufeff]");

    private StationRules() {}

    /** What is wrong with a station. */
    public enum Fault {
        NAME_WITH_CONTROL_CHARACTERS("a station's name has no control characters"),
        NAME_BLANK("a station's name is not blank"),
        NAME_TOO_LONG("a station's name has " + MAX_NAME + " characters at most"),
        POSITION_IMPOSSIBLE("a latitude is -90 to 90, a longitude -180 to 180, and no station stands at 0,0");

        private final String rule;

        Fault(String rule) {
            this.rule = rule;
        }

        /** As the database and alarms say it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The rule that is broken, as a sentence. */
        public String rule() {
            return rule;
        }
    }

    /** The first rule that is broken. */
    public static Optional<Fault> findFault(String name, Optional<Position> position) {
        if (CONTROL.matcher(name).find()) {
            return Optional.of(Fault.NAME_WITH_CONTROL_CHARACTERS);
        }
        if (!READABLE.matcher(name).find()) {
            return Optional.of(Fault.NAME_BLANK);
        }
        if (name.codePointCount(0, name.length()) > MAX_NAME) {
            return Optional.of(Fault.NAME_TOO_LONG);
        }
        return position.filter(StationRules::isImpossible).map(at -> Fault.POSITION_IMPOSSIBLE);
    }

    /**
     * Refuses a station that breaks a rule or stands outside the area.
     *
     * @throws IllegalArgumentException with a sentence that says which
     */
    public static void check(Station station, ServiceArea area) {
        findFault(station.name(), station.position()).ifPresent(fault -> {
            throw new IllegalArgumentException("station " + station.id() + ": " + fault.rule() + shown(station, fault));
        });
        PlainText.findStrayInLine(station.name()).ifPresent(stray -> {
            throw new IllegalArgumentException(
                    "station " + station.id() + ": a station's name has no invisible characters: " + stray);
        });
        station.position().filter(at -> !area.contains(at)).ifPresent(at -> {
            throw new IllegalArgumentException("station %s: %s,%s lies outside the service area %s"
                    .formatted(station.id(), at.latitude(), at.longitude(), area));
        });
    }

    private static String shown(Station station, Fault fault) {
        return switch (fault) {
            case NAME_WITH_CONTROL_CHARACTERS ->
                PlainText.findStrayInLine(station.name())
                        .map(stray -> ": " + stray)
                        .orElse("");
            case POSITION_IMPOSSIBLE ->
                station.position()
                        .map(at -> ": " + at.latitude() + "," + at.longitude())
                        .orElse("");
            case NAME_BLANK, NAME_TOO_LONG -> "";
        };
    }

    /** Written so that what is no number is impossible too. */
    private static boolean isImpossible(Position at) {
        boolean onEarth = Math.abs(at.latitude()) <= 90 && Math.abs(at.longitude()) <= 180;
        return !onEarth || (at.latitude() == 0 && at.longitude() == 0);
    }
}
