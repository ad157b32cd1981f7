package bici.wire;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code bici/1/{station}/up/{kind}} and {@code bici/1/{station}/down/{kind}}: the major version is in the topic. */
public final class Topics {
    /** Every kind a station may publish, by name. */
    public static final List<String> UP_KINDS = List.of(
            "allow-list",
            "authorize",
            "birth",
            "clock",
            "config",
            "death",
            "diagnostics",
            "facts",
            "firmware",
            "health",
            "reply");

    /** Every kind a station may be sent, by name. */
    public static final List<String> DOWN_KINDS =
            List.of("allow-list", "authorize", "birth", "clock", "command", "config", "fault", "firmware", "resend");

    private static final Pattern UP = Pattern.compile("bici/1/([A-Za-z0-9][A-Za-z0-9_-]{0,31})/up/([a-z-]{1,32})");

    private Topics() {}

    public static String up(String station, String kind) {
        return "bici/1/" + station + "/up/" + kind;
    }

    public static String down(String station, String kind) {
        return "bici/1/" + station + "/down/" + kind;
    }

    /** Every message to a station: the one wildcard it may subscribe to, besides single kinds. */
    public static String allDown(String station) {
        return down(station, "+");
    }

    /** The station and kind of an up topic of this version. */
    public static Optional<Up> findUp(String topic) {
        Matcher matcher = UP.matcher(topic);
        return matcher.matches() ? Optional.of(new Up(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    public record Up(String station, String kind) {}
}
