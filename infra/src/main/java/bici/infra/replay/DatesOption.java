package bici.infra.replay;

import bici.simulator.replay.DateOrder;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code dmy} or {@code mdy}. */
final class DatesOption implements ITypeConverter<DateOrder> {
    @Override
    public DateOrder convert(String value) {
        return Arrays.stream(DateOrder.values())
                .filter(order -> order.option().equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'" + value + "' is neither dmy, the day first, nor mdy, the month first"));
    }
}
