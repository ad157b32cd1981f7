package bici.api.opendata;

/** What a ride costs. @param priceCop whole Colombian pesos */
public record PricingPlan(String id, Text name, Text description, long priceCop) {
    public PricingPlan {
        if (priceCop < 0) {
            throw new IllegalArgumentException("a price is not negative: " + priceCop);
        }
    }
}
