package bici.infra.staff;

import bici.fleet.people.Principal;
import bici.fleet.people.Role;
import bici.fleet.people.SignInLinks;
import bici.fleet.people.Staff;
import bici.fleet.store.PostgresSignInLinks;
import bici.fleet.store.PostgresStaff;
import bici.fleet.vocabulary.StaffId;
import bici.infra.command.DatabaseOptions;
import bici.infra.database.Database;
import bici.infra.machine.Progress;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bici staff link}. */
@Command(
        name = "link",
        description =
                "Print a link that signs a member of staff in once, within 12 hours; makes the member when there is"
                        + " none of this id.")
public final class StaffLinkCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--role",
            required = true,
            description = "crew, technician, dispatcher, supervisor, support, analyst, advisor, auditor or admin.")
    private String role = "";

    @Option(names = "--id", description = "Id of the member; default: the role's word.")
    private @Nullable String id;

    @Option(names = "--name", description = "Name of the member; default: the id.")
    private @Nullable String name;

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080",
            description = "Where people reach the server; default ${DEFAULT-VALUE}.")
    private String url = "";

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        Role wanted = role();
        StaffId staff = staffId();
        try (Database opened = Database.open(database.get(spec), Progress.onTerminal())) {
            Instant now = Clock.systemUTC().instant();
            Staff register = new PostgresStaff(opened.dataSource());
            register.put(new Staff.Member(staff, name == null ? staff.value() : name, wanted, true), now);
            SignInLinks links = new PostgresSignInLinks(opened.dataSource());
            String secret = links.createLink(new Principal.OfStaff(staff, wanted), now);
            PrintWriter out = spec.commandLine().getOut();
            out.printf("%s/consola/#enlace=%s%n", url.replaceAll("/+$", ""), secret);
            out.flush();
            return 0;
        }
    }

    private Role role() {
        return Arrays.stream(Role.values())
                .filter(each -> each != Role.RIDER && each.word().equals(role.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new ParameterException(spec.commandLine(), "--role: no such role of staff: " + role));
    }

    private StaffId staffId() {
        try {
            return new StaffId(id == null ? role().word() : id);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--id: " + e.getMessage(), e);
        }
    }
}
