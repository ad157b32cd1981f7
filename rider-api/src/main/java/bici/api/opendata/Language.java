package bici.api.opendata;

/** The languages in which every text of the feeds is there. */
public enum Language {
    SPANISH("es"),
    ENGLISH("en");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** As GBFS has it: IETF BCP 47. */
    public String code() {
        return code;
    }
}
