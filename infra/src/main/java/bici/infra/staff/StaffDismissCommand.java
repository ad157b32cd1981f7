package bici.infra.staff;

import bici.fleet.people.StaffOffice.Dismissal;
import bici.fleet.store.PostgresStaffOffice;
import bici.fleet.vocabulary.StaffId;
import bici.infra.command.CommandFailed;
import bici.infra.command.CommandLineAuthor;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.Ids;
import bici.infra.command.NoteOption;
import bici.infra.command.Results;
import bici.infra.database.Database;
import bici.infra.machine.Progress;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bici staff dismiss}. */
@Command(
        name = "dismiss",
        description = "End all sessions and unused links of a member, who can sign in no more; what they did stays.",
        footer = {
            "",
            "Example:",
            "  bici staff dismiss ana --note 'left the company' --data var",
            "A running server ends their access within half a minute. 'bici staff link' takes them back."
        })
public final class StaffDismissCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Parameters(
            index = "0",
            paramLabel = "ID",
            converter = Ids.OfStaff.class,
            description = "The member, such as ana; 'bici staff list' lists all.")
    private StaffId staff = new StaffId("nobody"); // picocli puts the real one

    @Mixin
    private final NoteOption note = new NoteOption();

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        try (Database opened = Database.open(database.get(spec), Progress.onTerminal())) {
            Dismissal done = new PostgresStaffOffice(opened.dataSource())
                    .dismiss(
                            staff,
                            note.text(),
                            CommandLineAuthor.get(),
                            Clock.systemUTC().instant())
                    .orElseThrow(() -> new CommandFailed("there is no member of staff " + staff));
            Results.of(spec)
                    .format(
                            "staff: id=%s dismissed=%s sessions=%d links=%d",
                            staff, done.already() ? "before" : "now", done.sessions(), done.links());
            return 0;
        }
    }
}
