package bici.infra.report;

import bici.fleet.report.Audit.Finding;
import bici.fleet.report.Rebuild.Outcome;
import bici.fleet.report.TripExport.TripLayout;
import java.util.List;
import java.util.Locale;

/** The last lines of checks of a database, for people and scripts. */
public final class SummaryLines {
    private SummaryLines() {}

    public static String of(List<Finding> audit) {
        return String.format(
                Locale.ROOT,
                "audit: checks=%d violations=%d",
                audit.size(),
                audit.stream().mapToLong(Finding::violations).sum());
    }

    public static String of(TripLayout layout, long lines) {
        return switch (layout) {
            case CITIBIKE_2013 -> "export: trips=" + lines;
            case CORRECTIONS -> "export: corrections=" + lines;
        };
    }

    public static String of(Outcome rebuild) {
        return String.format(
                Locale.ROOT,
                "rebuild: facts=%d docks=%d bikes=%d trips=%d availability=%d differences=%d",
                rebuild.facts(),
                rebuild.docks(),
                rebuild.bikes(),
                rebuild.trips(),
                rebuild.availability(),
                rebuild.differences());
    }
}
