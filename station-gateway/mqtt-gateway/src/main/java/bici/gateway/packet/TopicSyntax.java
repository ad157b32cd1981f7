package bici.gateway.packet;

import java.util.List;

/** How topics and filters are written (MQTT 3.1.1 and 5.0, section 4.7; shared ones: 5.0, section 4.8.2). */
final class TopicSyntax {
    private static final String SHARED = "$share/";

    private TopicSyntax() {}

    static boolean hasWildcard(String topic) {
        return topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0;
    }

    static boolean isShared(String filter) {
        return filter.startsWith(SHARED);
    }

    /** Not whether anybody may listen to it. */
    static boolean isFilter(String filter, boolean mqtt5) {
        if (mqtt5 && isShared(filter)) {
            String rest = filter.substring(SHARED.length());
            int slash = rest.indexOf('/');
            return slash > 0 && !hasWildcard(rest.substring(0, slash)) && isPlainFilter(rest.substring(slash + 1));
        }
        return isPlainFilter(filter);
    }

    private static boolean isPlainFilter(String filter) {
        if (filter.isEmpty()) {
            return false;
        }
        List<String> levels = List.of(filter.split("/", -1));
        for (int i = 0; i < levels.size(); i++) {
            String level = levels.get(i);
            boolean whole = level.equals("+") || (level.equals("#") && i == levels.size() - 1);
            if (!whole && hasWildcard(level)) {
                return false;
            }
        }
        return true;
    }
}
