package bici.infra.staff;

import bici.fleet.people.StaffOffice.Dismissal;
import bici.fleet.store.PostgresStaffOffice;
import bici.fleet.vocabulary.StaffId;
import bici.infra.command.CommandFailed;
import bici.infra.command.CommandLineAuthor;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.Ids;
import bici.infra.database.Database;
import bici.infra.machine.Progress;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bici staff dismiss}. */
@Command(
        name = "dismiss",
        description = "End all sessions and unused links of a member, who can sign in no more; what they did stays.",
        footer = "A running server ends their access within half a minute. 'bici staff link' takes them back.")
public final class StaffDismissCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Parameters(index = "0", paramLabel = "ID", converter = Ids.OfStaff.class, description = "The member.")
    private StaffId staff = new StaffId("nobody"); // picocli puts the real one

    @Option(names = "--note", defaultValue = "", description = "Why, for the audit log.")
    private String note = "";

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        try (Database opened = Database.open(database.get(spec), Progress.onTerminal())) {
            Dismissal done = new PostgresStaffOffice(opened.dataSource())
                    .dismiss(
                            staff,
                            note,
                            CommandLineAuthor.get(),
                            Clock.systemUTC().instant())
                    .orElseThrow(() -> new CommandFailed("there is no member of staff " + staff));
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "staff: id=%s dismissed=%s sessions=%d links=%d%n",
                    staff, done.already() ? "before" : "now", done.sessions(), done.links());
            out.flush();
            return 0;
        }
    }
}
