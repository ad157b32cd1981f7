package bici.infra.doctor;

/**
 * What one check found.
 *
 * @param subject one word: what was looked at
 * @param words what was found, and after a semicolon what to do about it
 */
record Finding(Level level, String subject, String words) {
    enum Level {
        OK,
        /** Something will be missing or slower. */
        WARN,
        /** The program cannot work. */
        FAIL
    }

    static Finding ok(String subject, String words) {
        return new Finding(Level.OK, subject, words);
    }

    static Finding warn(String subject, String found, String advice) {
        return new Finding(Level.WARN, subject, found + "; " + advice);
    }

    static Finding fail(String subject, String found, String advice) {
        return new Finding(Level.FAIL, subject, found + "; " + advice);
    }
}
