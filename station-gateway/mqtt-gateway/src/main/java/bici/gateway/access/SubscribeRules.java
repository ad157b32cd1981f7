package bici.gateway.access;

import bici.fleet.vocabulary.StationId;
import bici.wire.Topics;
import java.util.regex.Pattern;

/** May this station listen to this? Its own {@code down} topics, each by name or all by one {@code +}. */
public final class SubscribeRules {
    private static final Pattern KIND = Pattern.compile("[a-z-]{1,32}");

    private SubscribeRules() {}

    public static boolean isAllowed(StationId own, String filter) {
        if (filter.equals(Topics.allDown(own.value()))) {
            return true;
        }
        String prefix = Topics.down(own.value(), "");
        return filter.startsWith(prefix)
                && KIND.matcher(filter.substring(prefix.length())).matches();
    }
}
