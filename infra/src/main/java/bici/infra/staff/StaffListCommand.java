package bici.infra.staff;

import bici.fleet.store.PostgresStaff;
import bici.infra.command.DatabaseOptions;
import bici.infra.database.Database;
import bici.infra.machine.Progress;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bici staff list}. */
@Command(name = "list", description = "List staff: id, role, whether they may sign in, name.")
public final class StaffListCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        try (Database opened = Database.open(database.get(spec), Progress.onTerminal())) {
            PrintWriter out = spec.commandLine().getOut();
            new PostgresStaff(opened.dataSource())
                    .listStaff()
                    .forEach(member -> out.printf(
                            "%-32s %-10s %-8s %s%n",
                            member.id(), member.role().word(), member.active() ? "active" : "inactive", member.name()));
            out.flush();
            return 0;
        }
    }
}
