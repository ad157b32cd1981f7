package bici.infra.simulation.memory;

import bici.fleet.ledger.Refused;

/** What the database's CHECK constraints and text type refuse. */
final class Checks {
    private Checks() {}

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new Refused("violates check: " + what);
        }
    }

    /** Neither NUL nor half of a surrogate pair is stored. */
    static void requireSayable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean half = Character.isHighSurrogate(c)
                    ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
                    : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
            require(c != 0 && !half, "text can be stored");
        }
    }
}
