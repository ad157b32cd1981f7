package bici.api.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Set;
import java.util.TreeSet;

/** Which methods an address has, by the routes that there are (RFC 9110, 10.2.1). */
final class AllowedMethods {
    private AllowedMethods() {}

    /** As in {@code Allow}, in the order of the alphabet. */
    static String at(String path, Router router) {
        Set<String> methods = new TreeSet<>();
        for (Route route : router.getRoutes()) {
            Set<HttpMethod> own = route.methods();
            String template = route.getPath();
            if (own != null && template != null && matches(template, route.isExactPath(), path)) {
                own.forEach(method -> methods.add(method.name()));
            }
        }
        return String.join(", ", methods);
    }

    private static boolean matches(String template, boolean exact, String path) {
        String[] wanted = template.split("/", -1);
        String[] asked = path.split("/", -1);
        if (!exact && !template.contains(":")) {
            return path.startsWith(template);
        }
        if (wanted.length != asked.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            boolean any = wanted[i].startsWith(":") && !asked[i].isEmpty();
            if (!any && !wanted[i].equals(asked[i])) {
                return false;
            }
        }
        return true;
    }
}
