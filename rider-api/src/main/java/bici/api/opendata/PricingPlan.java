package bici.api.opendata;

import bici.fleet.trip.Tariff;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a ride costs: the tariff that receipts are made with, in words. */
public record PricingPlan(Tariff tariff, Text name, Text description) {
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
