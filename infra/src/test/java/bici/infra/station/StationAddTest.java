package bici.infra.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code station add} refuses, before a certificate or a database is made. */
class StationAddTest {
    @ParameterizedTest
    @CsvSource({
        "--name, '', a station's name is not blank",
        "--name, '  ', a station's name is not blank",
        "--name, '\u0007', a station's name has no control characters",
        "--position, '0,0', 'no station stands at 0,0'",
        "--position, 'NaN,NaN', a latitude is -90 to 90",
        "--position, 'here,there', 'a position is LAT,LON in degrees: here,there'",
        "--position, '40.7,-74.0', outside the service area",
        "--service-area, '1,2', 'SOUTH,WEST,NORTH,EAST'"
    })
    void whatIsWrongIsRefusedWithASentence(String option, String value, String sentence, @TempDir Path folder) {
        StringWriter said = new StringWriter();
        int exit = new CommandLine(new StationAddCommand())
                .setErr(new PrintWriter(said))
                .execute("E1", option, value, "--data", folder.resolve("data").toString());

        assertThat(exit).isEqualTo(2);
        assertThat(said.toString()).contains(sentence);
        assertThat(folder).isEmptyDirectory();
    }
}
