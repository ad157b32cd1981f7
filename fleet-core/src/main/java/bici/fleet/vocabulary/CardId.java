package bici.fleet.vocabulary;

/** A card, as the keyed hash of its number: the number itself is never stored (16 bytes in hexadecimal). */
public record CardId(String value) implements Comparable<CardId> {
    public CardId {
        Words.requireId(value, "card id");
    }

    @Override
    public int compareTo(CardId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
