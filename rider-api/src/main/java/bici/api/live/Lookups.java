package bici.api.live;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks at things that changed, one look at a time for each: a change while a look is under way is followed by another
 * look, so that the last one shown is the newest. To be used on one context only.
 */
public final class Lookups<K> {
    private final Set<K> looking = new HashSet<>();
    private final Set<K> again = new HashSet<>();
    private final Function<K, Future<?>> look;

    /**
     * @param look completes on the context it was called on
     */
    public Lookups(Function<K, Future<?>> look) {
        this.look = look;
    }

    public void changed(K key) {
        if (!looking.add(key)) {
            again.add(key);
            return;
        }
        look.apply(key).onComplete(done -> {
            looking.remove(key);
            if (again.remove(key)) {
                changed(key);
            }
        });
    }
}
