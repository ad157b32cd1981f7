package bici.fleet.vocabulary;

/** A command sent to a station; never used twice. */
public record CommandId(String value) implements Comparable<CommandId> {
    public CommandId {
        Words.requireId(value, "command id");
    }

    @Override
    public int compareTo(CommandId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
