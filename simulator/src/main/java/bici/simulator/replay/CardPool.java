package bici.simulator.replay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * Gives each ride a card, so that no card has two rides at one instant, with as few cards as that takes. Rides that
 * touch count as overlapping.
 *
 * @param cardOf each ride's card, counted from 0
 */
record CardPool(int size, Map<RowRef, Integer> cardOf) {
    private static final int CARD_BYTES = 16;

    private record Lent(int card, long endMs) {}

    /** Every ride gets the lowest card that is free. */
    static CardPool of(List<Ride> rides) {
        Map<RowRef, Integer> cardOf = new HashMap<>();
        PriorityQueue<Lent> lent = new PriorityQueue<>(Comparator.comparingLong(Lent::endMs));
        TreeSet<Integer> free = new TreeSet<>();
        int size = 0;
        for (Ride ride : rides.stream().sorted(Ride.BY_TIME).toList()) {
            for (Lent first = lent.peek(); first != null && first.endMs() < ride.startMs(); first = lent.peek()) {
                free.add(first.card());
                lent.remove();
            }
            Integer lowest = free.pollFirst();
            int card = lowest == null ? size++ : lowest;
            lent.add(new Lent(card, ride.endMs()));
            cardOf.put(ride.row(), card);
        }
        return new CardPool(size, cardOf);
    }

    int cardOf(Ride ride) {
        Integer card = cardOf.get(ride.row());
        if (card == null) {
            throw new IllegalArgumentException("no card was given for " + ride);
        }
        return card;
    }

    /** A card id that no card can have by chance: 32 hexadecimal digits made from the word and the number. */
    static String cardId(String word, int number) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((word + " " + number).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, CARD_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
