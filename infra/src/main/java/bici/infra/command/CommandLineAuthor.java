package bici.infra.command;

import bici.fleet.vocabulary.Author;

/** Whom the audit log names for what a verb did: the account of the operating system. */
public final class CommandLineAuthor {
    private CommandLineAuthor() {}

    public static Author get() {
        String account = System.getProperty("user.name", "");
        return Author.atCommandLine(account.isBlank() ? "unknown" : account);
    }
}
