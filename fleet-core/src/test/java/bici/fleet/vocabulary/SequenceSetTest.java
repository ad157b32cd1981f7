package bici.fleet.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceSetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{[1,2)}",
                "{[1,5),[7,8)}",
                "{[3,4),[9,12),[9000000000,9000000001)}",
                "{[1,9223372036854775807)}"
            })
    void readsAndWritesPostgresText(String multirange) {
        assertThat(SequenceSet.parse(multirange)).hasToString(multirange);
    }

    @ParameterizedTest(name = "{0} + {1} = {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                     | 5-7   | {[5,8)}",
                "{[1,3)}                | 3-4   | {[1,5)}",
                "{[5,8)}                | 3-4   | {[3,8)}",
                "{[1,3),[5,8)}          | 3-4   | {[1,8)}",
                "{[1,3),[5,8),[10,12)}  | 2-10  | {[1,12)}",
                "{[1,3),[5,8),[10,12)}  | 6-6   | {[1,3),[5,8),[10,12)}",
                "{[1,3),[10,12)}        | 5-6   | {[1,3),[5,7),[10,12)}",
                "{[2,3)}                | 1-9   | {[1,10)}",
                "{[7,9)}                | 1-9223372036854775806 | {[1,9223372036854775807)}",
            })
    void rangesThatTouchBecomeOne(String before, String added, String after) {
        SequenceSet set = SequenceSet.parse(before);
        String[] ends = added.split("-", -1);
        set.addRange(new SequenceRange(Long.parseLong(ends[0]), Long.parseLong(ends[1])));
        assertThat(set).hasToString(after);
    }

    @Test
    void addingTwiceIsTold() {
        SequenceSet set = new SequenceSet();
        assertThat(set.add(4)).isTrue();
        assertThat(set.add(4)).isFalse();
        assertThat(set.add(FactId.MAX_SEQUENCE)).isTrue();
        assertThat(set).hasToString("{[4,5),[9223372036854775806,9223372036854775807)}");
    }

    @ParameterizedTest(name = "{0} misses {2} (at most {1})")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                    | 9 | []",
                "{[1,5)}               | 9 | []",
                "{[3,5)}               | 9 | [1-2]",
                "{[2,3),[5,6),[7,9)}   | 9 | [1-1, 3-4, 6-6]",
                "{[2,3),[5,6),[7,9)}   | 2 | [1-1, 3-4]",
                "{[2,3),[5,6),[7,9)}   | 0 | []",
                "{[9000000000,9000000001)} | 9 | [1-8999999999]",
            })
    void whatIsMissingBelowTheHighestIsTold(String multirange, int limit, String missing) {
        assertThat(SequenceSet.parse(multirange).missing(limit).stream()
                        .map(r -> r.from() + "-" + r.to())
                        .toList())
                .hasToString(missing);
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}            | 0 | true",
                "{}            | 1 | false",
                "{[1,5)}       | 4 | true",
                "{[1,5)}       | 5 | false",
                "{[2,9)}       | 4 | false",
                "{[1,3),[4,9)} | 2 | true",
                "{[1,3),[4,9)} | 5 | false",
            })
    void completeMeansEverySequenceFromOne(String multirange, long last, boolean complete) {
        assertThat(SequenceSet.parse(multirange).isCompleteTo(last)).isEqualTo(complete);
    }

    @Test
    void itIsTheSetOfWhatWasAdded() {
        for (int seed = 1; seed <= 200; seed++) {
            Random dice = new Random(seed);
            SequenceSet set = new SequenceSet();
            SequenceSet other = new SequenceSet();
            TreeSet<Long> naive = new TreeSet<>();
            TreeSet<Long> naiveOther = new TreeSet<>();
            for (int step = 0; step < 60; step++) {
                addAtRandom(set, naive, dice);
                addAtRandom(other, naiveOther, dice);
                assertSame(set, naive, seed);
            }
            assertSame(SequenceSet.parse(set.toString()), naive, seed);
            naive.addAll(naiveOther);
            assertSame(set.union(other), naive, seed);
        }
    }

    private static void addAtRandom(SequenceSet set, Set<Long> naive, Random dice) {
        long from = dice.nextLong(1, 81);
        if (dice.nextBoolean()) {
            assertThat(set.add(from)).isEqualTo(naive.add(from));
            return;
        }
        long to = from + dice.nextInt(12);
        set.addRange(new SequenceRange(from, to));
        for (long i = from; i <= to; i++) {
            naive.add(i);
        }
    }

    private static void assertSame(SequenceSet set, NavigableSet<Long> naive, int seed) {
        long top = naive.isEmpty() ? 0 : naive.last();
        TreeSet<Long> missing = new TreeSet<>();
        for (SequenceRange range : set.missing(100)) {
            for (long i = range.from(); i <= range.to(); i++) {
                missing.add(i);
            }
        }
        for (long i = 1; i <= 95; i++) {
            assertThat(set.contains(i)).as("seed %d: %s has %d", seed, set, i).isEqualTo(naive.contains(i));
            assertThat(missing.contains(i))
                    .as("seed %d: %s misses %d", seed, set, i)
                    .isEqualTo(i < top && !naive.contains(i));
            long first = i;
            assertThat(set.isCompleteTo(i))
                    .as("seed %d: %s complete to %d", seed, set, i)
                    .isEqualTo(naive.headSet(first, true).size() == first);
        }
    }
}
