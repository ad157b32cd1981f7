package bici.fleet.vocabulary;

/** A station (GBFS {@code station_id}); also the subject of its certificate and its place in every topic. */
public record StationId(String value) implements Comparable<StationId> {
    public StationId {
        Words.requireId(value, "station id");
    }

    @Override
    public int compareTo(StationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
