package bici.fleet.vocabulary;

/** A bike, as its tag says it to a dock. Internal: open data shows a rotating vehicle id instead. */
public record BikeId(String value) implements Comparable<BikeId> {
    public BikeId {
        Words.requireId(value, "bike id");
    }

    @Override
    public int compareTo(BikeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
