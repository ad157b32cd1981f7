package bici.infra.report;

import bici.fleet.report.TripExport.TripLayout;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code citibike-2013} or {@code corrections}. */
final class LayoutOption implements ITypeConverter<TripLayout> {
    @Override
    public TripLayout convert(String text) {
        return Arrays.stream(TripLayout.values())
                .filter(layout -> word(layout).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is no layout; there are "
                        + Arrays.stream(TripLayout.values())
                                .map(LayoutOption::word)
                                .collect(Collectors.joining(", "))));
    }

    private static String word(TripLayout layout) {
        return layout.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
