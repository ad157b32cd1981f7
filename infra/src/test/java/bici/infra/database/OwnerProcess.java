package bici.infra.database;

import bici.infra.machine.Progress;
import java.io.IOException;
import java.nio.file.Path;

/** A program of its own that opens the database of a folder and keeps it open until its stdin ends. */
final class OwnerProcess {
    private OwnerProcess() {}

    public static void main(String[] args) throws IOException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]), Progress.SILENT)) {
            System.out.println("open " + database.isAdopted());
            System.in.readAllBytes();
        }
    }
}
