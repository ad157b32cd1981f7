package bici.fleet.vocabulary;

/** A trip is named by the fact that opened it, so the same facts give the same ids whatever was killed in between. */
public record TripId(FactId opening) {
    public static TripId parse(String text) {
        return new TripId(FactId.parse(text));
    }

    @Override
    public String toString() {
        return opening.toString();
    }
}
