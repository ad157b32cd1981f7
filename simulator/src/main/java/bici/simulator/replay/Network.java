package bici.simulator.replay;

import java.util.List;
import java.util.Optional;

/**
 * Where a system's stations can be: within 100 km of the middle of all starts. Published files hold trips to test
 * stations at the maker's, in another country, and to stations without a position.
 */
record Network(Optional<Site.Position> middle) {
    private static final double REACH_KM = 100;

    static Network of(List<Site.Position> starts) {
        if (starts.isEmpty()) {
            return new Network(Optional.empty());
        }
        double[] latitudes =
                starts.stream().mapToDouble(Site.Position::latitude).sorted().toArray();
        double[] longitudes =
                starts.stream().mapToDouble(Site.Position::longitude).sorted().toArray();
        int half = starts.size() / 2;
        return new Network(Optional.of(new Site.Position(latitudes[half], longitudes[half])));
    }

    /**
     * Whether the station can be one of the system's.
     *
     * @param withPositions the layout has positions, so a station without one is nowhere
     */
    boolean contains(Site site, boolean withPositions) {
        if (!withPositions) {
            return true;
        }
        return site.position().isPresent()
                && middle.map(m -> m.distanceKm(site.position().get()) <= REACH_KM)
                        .orElse(true);
    }
}
