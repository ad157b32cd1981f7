package bici.fleet.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private static final List<Function<String, Object>> KINDS =
            List.of(StationId::new, BikeId::new, CardId::new, CommandId::new, RiderId::new, StaffId::new);
    private static final StationId STATION = new StationId("101");

    @ParameterizedTest
    @ValueSource(strings = {"1", "b-17", "B_17", "0a", "abcdefghijklmnopqrstuvwxyz012345"})
    void idsAreLettersDigitsDashesAndUnderscores(String text) {
        assertThat(KINDS).allSatisfy(kind -> assertThat(kind.apply(text)).hasToString(text));
    }

    @ParameterizedTest(name = "[{index}]")
    @ValueSource(strings = {"", " ", "-1", "_1", "a b", "a.b", "a/b", "a+", "a#", "a\n", "a\u0000", "ñ", "\ud800", "١"})
    void nothingElseIsAnId(String text) {
        assertThat(KINDS)
                .allSatisfy(kind ->
                        assertThatThrownBy(() -> kind.apply(text)).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void anIdHasAtMost32Characters() {
        assertThat(KINDS)
                .allSatisfy(kind -> assertThatThrownBy(() -> kind.apply("a".repeat(33)))
                        .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void idsStandInTheOrderOfTheirText() {
        assertOrder(StationId::new);
        assertOrder(BikeId::new);
        assertOrder(CardId::new);
        assertOrder(CommandId::new);
        assertOrder(RiderId::new);
        assertOrder(StaffId::new);
    }

    private static <T extends Comparable<T>> void assertOrder(Function<String, T> kind) {
        assertThat(kind.apply("a1"))
                .isLessThan(kind.apply("a2"))
                .isEqualByComparingTo(kind.apply("a1"))
                .isGreaterThan(kind.apply("A9"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "!", "~", "a-b_c.d/e", "0123456789012345678901234567890123456789012345678901234567890123"})
    void aKeyIsUpTo64PrintableCharacters(String text) {
        assertThat(IdempotencyKey.parse(text)).contains(new IdempotencyKey(text));
        assertThat(new IdempotencyKey(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\n",
                "ñ",
                "\u007f",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void nothingElseIsAKey(String text) {
        assertThat(IdempotencyKey.parse(text)).isEmpty();
        assertThatThrownBy(() -> new IdempotencyKey(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"101.1.1", "101.0.7", "S-1.2147483647.9223372036854775806"})
    void aFactIdReadsBackFromItsText(String text) {
        assertThat(FactId.parse(text)).hasToString(text);
        assertThat(TripId.parse(text).opening()).isEqualTo(FactId.parse(text));
        assertThat(TripId.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "101",
                "101.1",
                "101.1.1.1",
                "101.1.",
                "101.-1.1",
                "101.1.0",
                "101.1.-1",
                "101.x.1",
                ".1.1",
                "101.1.9223372036854775807",
                "101.1.9223372036854775808",
                "101.2147483648.1"
            })
    void whatIsNoFactIdIsRefused(String text) {
        assertThatThrownBy(() -> FactId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"1.1.2, 1.1.10", "1.1.99, 1.2.1", "1.9.1, 1.10.1", "1.0.5, 1.1.1", "1.9.9, 2.1.1"})
    void factsOfAStationStandByJournalThenSequence(String earlier, String later) {
        assertThat(FactId.parse(earlier)).isLessThan(FactId.parse(later));
    }

    @Test
    void whatAnInventoryShowsOfADockHasAnIdOfItsOwn() {
        FactId shown = FactId.shown(new DockId(STATION, 7), 3);
        assertThat(shown).hasToString("101.0.1000000003007");
        assertThat(shown.isShown()).isTrue();
        assertThat(FactId.parse("101.0.1000000000000").isShown()).isTrue();
        assertThat(FactId.parse("101.0.999999999999").isShown()).isFalse();
        assertThat(FactId.parse("101.1.1000000003007").isShown()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500})
    void docksAreCountedFromOneTo500(int number) {
        assertThat(new DockId(STATION, number).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 501, Integer.MAX_VALUE})
    void noDockHasAnotherNumber(int number) {
        assertThatThrownBy(() -> new DockId(STATION, number)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void docksStandByStationThenNumber() {
        assertThat(new DockId(STATION, 9)).isLessThan(new DockId(STATION, 10));
        assertThat(new DockId(STATION, 10)).isLessThan(new DockId(new StationId("102"), 1));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "5, 4", "1, 9223372036854775807"})
    void aRangeOfSequencesBeginsAtOneAndEndsWhereItBeginsOrLater(long from, long to) {
        assertThatThrownBy(() -> new SequenceRange(from, to)).isInstanceOf(IllegalArgumentException.class);
    }
}
