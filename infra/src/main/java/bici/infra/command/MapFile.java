package bici.infra.command;

import bici.api.pages.CityMapFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option that is a street map: looked at while the command line is read. */
public final class MapFile implements ITypeConverter<CityMapFile> {
    @Override
    public CityMapFile convert(String text) {
        Path file = new Paths.Input().convert(text);
        try {
            return CityMapFile.open(file);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        } catch (IOException e) {
            throw new TypeConversionException(Paths.why("cannot read", file, e));
        }
    }
}
