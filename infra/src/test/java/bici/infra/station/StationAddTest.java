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
        "--name, '\u0007', 'a station''s name has no control characters: control character U+0007 at position 1'",
        "--name, 'Parque\u200B', '--name: station E1: a station''s name has no invisible characters: invisible character U+200B at position 7'",
        "--position, '0,0', 'no station stands at 0,0'",
        "--position, 'NaN,NaN', 'is no position LAT,LON in degrees such as 7.1407,-73.1210'",
        "--position, '0x7p0,-73d', 'is no position LAT,LON in degrees such as 7.1407,-73.1210'",
        "--position, '91,0', a latitude is -90 to 90",
        "--docks, '0', 'is no number of docks, 1 to 500'",
        "--position, 'here,there', 'is no position LAT,LON in degrees'",
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
