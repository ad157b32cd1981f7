package bici.infra.staff;

import bici.fleet.store.PostgresStaff;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.Results;
import bici.infra.database.Database;
import bici.infra.machine.Progress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bici staff list}. */
@Command(
        name = "list",
        description = "List the people who work with the system: id, role, active (may sign in) or inactive, name.",
        footer = {"", "Example:", "  bici staff list --data var"})
public final class StaffListCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        try (Database opened = Database.open(database.get(spec), Progress.onTerminal())) {
            Results out = Results.of(spec);
            new PostgresStaff(opened.dataSource())
                    .listStaff()
                    .forEach(member -> out.format(
                            "%-32s %-10s %-8s %s",
                            member.id(), member.role().word(), member.active() ? "active" : "inactive", member.name()));
            return 0;
        }
    }
}
