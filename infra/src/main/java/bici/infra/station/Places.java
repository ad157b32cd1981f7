package bici.infra.station;

import bici.fleet.operations.ServiceArea;
import bici.fleet.operations.StationRegister.Position;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are places, in degrees. */
final class Places {
    private Places() {}

    private static <T> T parse(String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Of a station. */
    static final class OfPosition implements ITypeConverter<Position> {
        @Override
        public Position convert(String text) {
            return parse(text, Position::parse);
        }
    }

    /** Where stations may stand. */
    static final class OfArea implements ITypeConverter<ServiceArea> {
        @Override
        public ServiceArea convert(String text) {
            return parse(text, ServiceArea::parse);
        }
    }
}
