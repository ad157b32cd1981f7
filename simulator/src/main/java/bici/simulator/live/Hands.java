package bici.simulator.live;

import bici.simulator.station.Street;
import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Who stands at which dock, and which bikes are out of theirs. A bike that a command lets go where nobody of this city
 * stands was asked for by somebody else, a guest with a phone of their own: it is pulled, too. Any thread.
 */
final class Hands implements Street {
    private final Map<Spot, Stander> standing = new ConcurrentHashMap<>();
    private final Map<String, Boolean> out = new ConcurrentHashMap<>();
    private final Consumer<String> guestTook;
    private final Consumer<String> docked;

    private record Spot(String station, int dock) {}

    /** Somebody at a dock; {@code bike} comes true when they hold it. */
    record Stander(boolean pulls, CompletableFuture<String> bike) {}

    /** Both are told the bike, and must not block. */
    Hands(Consumer<String> guestTook, Consumer<String> docked) {
        this.guestTook = guestTook;
        this.docked = docked;
    }

    /** Empty when somebody stands there already. */
    Optional<Stander> stand(String station, int dock, boolean pulls) {
        Stander stander = new Stander(pulls, new CompletableFuture<>());
        return standing.putIfAbsent(new Spot(station, dock), stander) == null ? Optional.of(stander) : Optional.empty();
    }

    void leave(String station, int dock) {
        standing.remove(new Spot(station, dock));
    }

    /** Leaves, unless somebody else stands there by now. */
    void leave(String station, int dock, Stander who) {
        standing.remove(new Spot(station, dock), who);
    }

    /** Bikes that were removed and not docked since. */
    java.util.List<String> listOut() {
        return out.keySet().stream().sorted().toList();
    }

    boolean isOut(String bike) {
        return out.containsKey(bike);
    }

    @Override
    public boolean pulls(String station, int dock, String bike) {
        Stander stander = standing.get(new Spot(station, dock));
        return stander == null || stander.pulls();
    }

    @Override
    public void happened(String station, Happening happening) {
        if (happening instanceof Happening.BikeDocked docking) {
            out.remove(docking.bike());
            docked.accept(docking.bike());
        } else if (happening instanceof Happening.BikeRemoved removed) {
            removed(station, removed);
        }
    }

    private void removed(String station, Happening.BikeRemoved removed) {
        out.put(removed.bike(), true);
        Stander stander = standing.get(new Spot(station, removed.dock()));
        if (stander != null) {
            stander.bike().complete(removed.bike());
        } else if (removed.cause() instanceof Cause.ByCommand) {
            guestTook.accept(removed.bike());
        }
    }
}
