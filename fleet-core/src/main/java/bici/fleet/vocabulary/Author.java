package bici.fleet.vocabulary;

/**
 * Whom the audit log names for an act: a member of staff, or whoever runs verbs on the server's machine. The latter has a
 * slash in it, which no id of staff has.
 */
public record Author(String value) {
    private static final int MOST = 80;

    public Author {
        if (value.isBlank() || value.length() > MOST) {
            throw new IllegalArgumentException("an author has 1 to " + MOST + " characters");
        }
    }

    public static Author of(StaffId staff) {
        return new Author(staff.value());
    }

    /**
     * Somebody at the command line.
     *
     * @param account of the operating system
     */
    public static Author atCommandLine(String account) {
        String clean = account.replaceAll("[^A-Za-z0-9._@-]", "_");
        return new Author("command-line/" + clean.substring(0, Math.min(clean.length(), 60)));
    }

    @Override
    public String toString() {
        return value;
    }
}
