package bici.fleet.vocabulary;

/** Somebody who works for the operator or the authority. */
public record StaffId(String value) implements Comparable<StaffId> {
    public StaffId {
        Words.requireId(value, "staff id");
    }

    @Override
    public int compareTo(StaffId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
