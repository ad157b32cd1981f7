package bici.api.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.trip.Tariff;
import bici.fleet.vocabulary.BikeId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemFactsTest {
    @Test
    void hoursAreWrittenAsEachVersionWantsThem() {
        OpeningHours day = new OpeningHours(LocalTime.of(5, 30), LocalTime.of(22, 0));
        assertThat(day.openStreetMap()).isEqualTo("Mo-Su,PH 05:30-22:00");
        assertThat(day.start() + " " + day.end()).isEqualTo("05:30:00 22:00:00");

        OpeningHours late = new OpeningHours(LocalTime.of(5, 0), LocalTime.MIDNIGHT);
        assertThat(late.openStreetMap()).isEqualTo("Mo-Su,PH 05:00-24:00");
        assertThat(late.end()).isEqualTo("23:59:59");

        assertThat(OpeningHours.ALWAYS.openStreetMap()).isEqualTo("24/7");
        assertThatThrownBy(() -> new OpeningHours(LocalTime.of(22, 0), LocalTime.of(5, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "7.140709, -73.121012, bucaramanga",
        "7.090956, -73.109143, bucaramanga",
        "7.070489, -73.104748, floridablanca",
        "7.0732, -73.1681, giron",
        "6.9871, -73.0495, piedecuesta"
    })
    void aStationLiesInTheRegionWhoseCentreIsNearest(double latitude, double longitude, String region) {
        assertThat(SystemFacts.biciBga(Tariff.pilot())
                        .regionOf(latitude, longitude)
                        .id())
                .isEqualTo(region);
    }

    @Test
    void aPlanShowsWhatReceiptsAreMadeWith() {
        Text name = Text.name("x");
        Tariff hourly = new Tariff("hora", 1_000, Duration.ofMinutes(60), Duration.ofMinutes(30), 500);

        assertThat(new PricingPlan(hourly, name, name).perMinute().encode())
                .isEqualTo("[{\"start\":60,\"rate\":500,\"interval\":30}]");
        assertThat(new PricingPlan(Tariff.pilot(), name, name).perMinute()).isEmpty();
    }

    @Test
    void aPlanSaysInWordsWhatTheTariffCharges() {
        assertThat(PricingPlan.of(Tariff.pilot()).name())
                .isEqualTo(new Text("Piloto, gratis", "Pilot, free of charge"));
        Tariff hourly = new Tariff("Por horas", 1_500, Duration.ofMinutes(45), Duration.ofMinutes(15), 500);
        assertThat(PricingPlan.of(hourly).description())
                .isEqualTo(new Text(
                        "$1.500 por viaje, con 45 minutos incluidos; después, $500 por cada 15 minutos o fracción.",
                        "COP 1,500 a ride, 45 minutes included; then COP 500 for each 15 minutes begun."));
    }

    @Test
    void aPseudonymHangsOnBikeMoveAndKey() {
        BikeId bike = new BikeId("B1");
        Instant docked = Instant.parse("2026-11-22T12:00:00Z");
        VehiclePseudonyms ours = new VehiclePseudonyms(new byte[32]);
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;

        assertThat(ours.pseudonym(bike, docked))
                .isEqualTo(new VehiclePseudonyms(new byte[32]).pseudonym(bike, docked))
                .isNotEqualTo(ours.pseudonym(bike, docked.plusMillis(1)))
                .isNotEqualTo(ours.pseudonym(new BikeId("B2"), docked))
                .isNotEqualTo(new VehiclePseudonyms(otherKey).pseudonym(bike, docked))
                .matches("[A-Za-z0-9_-]{20}");
        assertThatThrownBy(() -> new VehiclePseudonyms(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }
}
