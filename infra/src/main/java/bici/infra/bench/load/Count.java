package bici.infra.bench.load;

/**
 * What stations said and was acknowledged so far.
 *
 * @param trips that have ended
 */
public record Count(long facts, long trips, long openTrips) {
    public Count plus(Count other) {
        return new Count(facts + other.facts, trips + other.trips, openTrips + other.openTrips);
    }
}
