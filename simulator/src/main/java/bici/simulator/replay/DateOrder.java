package bici.simulator.replay;

/** Which comes first in a date that does not begin with its year. */
public enum DateOrder {
    DAY_FIRST("dmy", "day/month/year"),
    MONTH_FIRST("mdy", "month/day/year");

    private final String option;
    private final String words;

    DateOrder(String option, String words) {
        this.option = option;
        this.words = words;
    }

    /** What stands behind {@code --dates}. */
    public String option() {
        return option;
    }

    String words() {
        return words;
    }
}
