package bici.infra.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @Test
    void userPasswordPortAndOptionsAreRead() {
        assertThat(DatabaseUrl.parse("postgresql://ana:p%40ss+word@db.example:6543/bici?sslmode=require", "unused"))
                .isEqualTo(address("jdbc:postgresql://db.example:6543/bici?sslmode=require", "ana", "p@ss+word"));
    }

    @Test
    void thePortIsPostgresOwnAndThePasswordThatOfTheEnvironmentUnlessGiven() {
        assertThat(DatabaseUrl.parse("postgres://ana@db.example/bici", "from the environment"))
                .isEqualTo(address("jdbc:postgresql://db.example:5432/bici", "ana", "from the environment"));
    }

    @Test
    void theDriversOwnSpellingIsTakenToo() {
        assertThat(DatabaseUrl.parse("jdbc:postgresql://db.example/bici", ""))
                .isEqualTo(address("jdbc:postgresql://db.example:5432/bici", "", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "bici", "mysql://ana:secret@h/b", "postgresql://h", "postgresql:///b", "postgresql://a b"})
    void anythingElseIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as postgresql://")
                .hasMessageNotContaining("secret");
    }

    @Test
    void anAddressInALogHoldsNoPassword() {
        DatabaseAddress address = address("jdbc:postgresql://ana:one@h/b?password=two&ssl=true", "ana", "three");
        assertThat(address).hasToString("jdbc:postgresql://***@h/b?password=***&ssl=true");
    }

    private static DatabaseAddress address(String url, String user, String password) {
        return new DatabaseAddress(url, user, password);
    }
}
