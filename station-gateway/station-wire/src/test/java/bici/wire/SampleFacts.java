package bici.wire;

/** Facts of the size that stations really send. */
final class SampleFacts {
    private static final String CARD = "3f1d0a9b27c64e58a1b2c3d4e5f60718";
    private static final String PROOF = "c2lnbmVkLWJ5LXRoZS1vcGVyYXRvci1mb3ItY2FyZC0z";

    private SampleFacts() {}

    static WireFact docked(int sequence) {
        return at(sequence, new WireFact.Happening.BikeDocked(dock(sequence), bike(sequence)));
    }

    static WireFact removedByCard(int sequence) {
        WireFact.Cause cause = new WireFact.Cause.ByCard(CARD, 41, PROOF);
        return at(sequence, new WireFact.Happening.BikeRemoved(dock(sequence), bike(sequence), cause));
    }

    private static WireFact at(int sequence, WireFact.Happening happening) {
        return new WireFact(
                1_000_000L + sequence,
                1_790_000_000_000L + sequence,
                12_345_678_901L + sequence,
                17,
                ClockQuality.SYNCED,
                true,
                happening);
    }

    private static int dock(int sequence) {
        return 1 + sequence % 100;
    }

    private static String bike(int sequence) {
        return "B" + (1000 + sequence % 1000);
    }
}
