package bici.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Codes that are printed by the database on what it meets. */
class PrintedCodesTest {
    private static final String MEET_BIKES =
            "INSERT INTO bike (bike_id, place, fleet_from) SELECT 'B' || n, 'missing', now() FROM generate_series(1, ?) AS n "
                    + "ON CONFLICT (bike_id) DO NOTHING";
    private static final String AS_THEY_WERE_PUT = "SELECT code FROM printed_code ORDER BY ctid";

    /** Two writers that draw the same codes then wait for each other in one direction only. */
    @Test
    void codesOfABatchArePrintedInTheirOrder() {
        try (TestDatabase database = TestDatabase.create()) {
            database.change(MEET_BIKES, 200);

            assertThat(database.texts(AS_THEY_WERE_PUT)).hasSize(200).isSorted();
        }
    }

    @Test
    void whoeverDrewACodeThatIsTakenDrawsAgain() {
        try (TestDatabase database = TestDatabase.create()) {
            database.change("CREATE SEQUENCE drawn MAXVALUE 3 CYCLE");
            database.change("CREATE OR REPLACE FUNCTION random_code() RETURNS text LANGUAGE sql VOLATILE AS "
                    + "$$SELECT '22222' || (nextval('drawn') + 1)$$");

            database.change(MEET_BIKES, 2);
            database.change(MEET_BIKES, 3);

            assertThat(database.texts("SELECT code FROM printed_code ORDER BY code"))
                    .isEqualTo(List.of("222222", "222223", "222224"));
            assertThat(database.texts("SELECT bike_id FROM printed_code ORDER BY bike_id"))
                    .containsExactly("B1", "B2", "B3");
        }
    }
}
