package bici.api.opendata;

import bici.fleet.trip.Tariff;
import java.net.URI;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/** What is true of the system as a whole; the rest of the feeds comes from the stations. */
public record SystemFacts(
        Identity identity,
        Publication publication,
        OpeningHours hours,
        List<Region> regions,
        PricingPlan plan,
        VehicleKind vehicle) {
    public SystemFacts {
        regions = List.copyOf(regions);
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("a system lies in a region");
        }
    }

    /**
     * Who this is.
     *
     * @param systemId never changes, since readers keep what they know under it
     */
    public record Identity(String systemId, Text name, Text operator, ZoneId timezone) {}

    /**
     * Who answers for the feeds and under which licence they may be used.
     *
     * @param licenseId an SPDX name, for GBFS 3.0
     * @param licenseUrl the same licence, for GBFS 2.3
     */
    public record Publication(String contactEmail, String licenseId, URI licenseUrl) {}

    /** All bikes are alike. */
    public record VehicleKind(String id, Text name) {}

    /** Bici BGA, the pilot of the metropolitan area of Bucaramanga, with the tariff that receipts are made with now. */
    public static SystemFacts biciBga(Tariff tariff) {
        return new SystemFacts(
                new Identity("bici-bga", Text.name("Bici BGA"), Text.name("Metrolínea"), ZoneId.of("America/Bogota")),
                new Publication(
                        "datos@bicibga.co", "CC-BY-4.0", URI.create("https://creativecommons.org/licenses/by/4.0/")),
                OpeningHours.ALWAYS,
                List.of(
                        new Region("bucaramanga", Text.name("Bucaramanga"), 7.1193, -73.1227),
                        new Region("floridablanca", Text.name("Floridablanca"), 7.0622, -73.0864),
                        new Region("giron", Text.name("Girón"), 7.0682, -73.1698),
                        new Region("piedecuesta", Text.name("Piedecuesta"), 6.9871, -73.0495)),
                PricingPlan.of(tariff),
                new VehicleKind("bici", new Text("Bicicleta", "Bicycle")));
    }

    /** The region whose centre is nearest. */
    Region regionOf(double latitude, double longitude) {
        return regions.stream()
                .min(Comparator.comparingDouble(region -> region.farness(latitude, longitude)))
                .orElseThrow();
    }
}
