package bici.infra.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.database.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DoctorCommandTest {
    @Test
    void aGoodDatabaseMakesAHealthyMachine() {
        try (TestDatabase database = TestDatabase.create()) {
            String url =
                    database.address().jdbcUrl() + "?user=" + database.address().user() + "&password="
                            + database.address().password();
            StringWriter out = new StringWriter();
            CommandLine doctor = new CommandLine(new DoctorCommand()).setOut(new PrintWriter(out, true));

            assertThat(doctor.execute("--database-url", url)).isZero();
            assertThat(out.toString())
                    .containsPattern("(?m)^ok +database +TimescaleDB 2\\.")
                    .containsPattern("(?m)^doctor: ok=\\d+ warn=\\d+ fail=0$")
                    .doesNotContain(database.address().password());
        }
    }
}
