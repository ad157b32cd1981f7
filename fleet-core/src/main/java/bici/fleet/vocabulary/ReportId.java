package bici.fleet.vocabulary;

/** A report of a rider; never used twice. */
public record ReportId(String value) implements Comparable<ReportId> {
    public ReportId {
        Words.requireId(value, "report id");
    }

    @Override
    public int compareTo(ReportId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
