package bici.api.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenDataRoutesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "gzip, deflate, br | true",
                "br;q=1.0, GZIP;q=0.8 | true",
                "* | true",
                "gzip;q=0 | false",
                "*, gzip;q=0.0 | false",
                "*;q=0 | false",
                "identity | false",
                "x-gzip2 | false"
            })
    void compressedIsForWhoTakesIt(String header, boolean accepted) {
        assertThat(OpenDataRoutes.acceptsGzip(header)).isEqualTo(accepted);
    }

    @Test
    void withoutAHeaderNothingIsCompressed() {
        assertThat(OpenDataRoutes.acceptsGzip(null)).isFalse();
    }
}
