package bici.api.opendata;

import bici.fleet.trip.Tariff;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.text.NumberFormat;
import java.util.Locale;

/** What a ride costs: the tariff that receipts are made with, in words. */
public record PricingPlan(Tariff tariff, Text name, Text description) {
    private static final Locale SPANISH = Locale.of("es", "CO");

    /** Says in words what the tariff charges. */
    public static PricingPlan of(Tariff tariff) {
        boolean free = tariff.basePriceCop() == 0 && tariff.stepPriceCop() == 0;
        Text name =
                tariff.name().equals(Tariff.pilot().name()) ? new Text("Piloto", "Pilot") : Text.name(tariff.name());
        return new PricingPlan(
                tariff,
                free ? new Text(name.spanish() + ", gratis", name.english() + ", free of charge") : name,
                free ? new Text("Los viajes no tienen costo.", "Rides are free of charge.") : charged(tariff));
    }

    private static Text charged(Tariff tariff) {
        long included = tariff.included().toMinutes();
        String spanish =
                "$%s por viaje, con %d minutos incluidos".formatted(pesos(tariff.basePriceCop(), SPANISH), included);
        String english =
                "COP %s a ride, %d minutes included".formatted(pesos(tariff.basePriceCop(), Locale.ENGLISH), included);
        if (tariff.stepPriceCop() == 0) {
            return new Text(spanish + ".", english + ".");
        }
        long step = tariff.step().toMinutes();
        return new Text(
                spanish
                        + "; después, $%s por cada %d minutos o fracción."
                                .formatted(pesos(tariff.stepPriceCop(), SPANISH), step),
                english
                        + "; then COP %s for each %d minutes begun."
                                .formatted(pesos(tariff.stepPriceCop(), Locale.ENGLISH), step));
    }

    private static String pesos(long amount, Locale locale) {
        return NumberFormat.getIntegerInstance(locale).format(amount);
    }

    String id() {
        return tariff.name();
    }

    /** GBFS's {@code per_min_pricing}: from minute, rate and interval; empty when longer rides cost no more. */
    JsonArray perMinute() {
        JsonArray steps = new JsonArray();
        if (tariff.stepPriceCop() > 0) {
            steps.add(new JsonObject()
                    .put("start", tariff.included().toMinutes())
                    .put("rate", tariff.stepPriceCop())
                    .put("interval", tariff.step().toMinutes()));
        }
        return steps;
    }
}
