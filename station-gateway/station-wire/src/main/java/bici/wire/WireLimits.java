package bici.wire;

/** The limits of PROTOCOL.md, "Limits". Sizes in bytes, lengths in characters. */
public final class WireLimits {
    /** Of every message but births, facts and parts of the allow-list. */
    public static final int SMALL_BYTES = 8_192;

    public static final int LARGE_BYTES = 65_536;
    public static final int MAX_DEPTH = 16;
    public static final int MAX_DOCK = 500;
    /** The last millisecond of the year 9999: what lies beyond cannot be stored. */
    public static final long MAX_TIME_MS = 253_402_300_799_999L;

    static final int MAX_NUMBER_CHARS = 40;
    static final int MAX_NAME_CHARS = 128;
    static final int MAX_CODE_CHARS = 32;
    static final int MAX_VERSION_CHARS = 64;
    static final int MAX_REASON_CHARS = 200;
    static final int MAX_POINTER_CHARS = 256;
    static final int MAX_SETTING_CHARS = 256;
    static final int MAX_URL_CHARS = 512;
    static final int MAX_DIAGNOSTICS_CHARS = 6_000;
    static final int MAX_NAMED = 64;
    static final int MAX_PARTS = 10_000;
    static final int MAX_ENTRIES = 2_000;
    static final long MAX_DURATION_MS = 86_400_000L;

    private WireLimits() {}

    /** The largest payload of an up message of this kind. */
    public static int maxUpBytes(String kind) {
        return kind.equals("facts") || kind.equals("birth") ? LARGE_BYTES : SMALL_BYTES;
    }

    /** The largest payload of a down message of this kind. */
    public static int maxDownBytes(String kind) {
        return kind.equals("allow-list") ? LARGE_BYTES : SMALL_BYTES;
    }
}
