package bici.fleet.operations;

import bici.fleet.vocabulary.Author;

/** What was done outside the database and belongs in its audit log. Blocking. */
public interface ActLog {
    /**
     * Does it and records it, or neither: the entry is written first and committed once {@code deed} has returned.
     */
    void record(Entry entry, Runnable deed);

    /** An act on a subject. */
    record Entry(Author by, String act, String subject, String note) {}
}
