package bici.wire;

/** What a station thinks of its clock: set in this boot, kept since an earlier one, never set. */
public enum ClockQuality {
    SYNCED,
    HELD,
    UNSET
}
