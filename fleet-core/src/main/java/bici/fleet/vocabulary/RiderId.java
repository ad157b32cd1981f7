package bici.fleet.vocabulary;

/** A rider; says nothing of who it is. */
public record RiderId(String value) implements Comparable<RiderId> {
    public RiderId {
        Words.requireId(value, "rider id");
    }

    @Override
    public int compareTo(RiderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
