package bici.infra.staff;

import bici.fleet.people.Role;
import bici.fleet.people.StaffOffice;
import bici.fleet.store.PostgresStaffOffice;
import bici.fleet.vocabulary.StaffId;
import bici.infra.command.Addresses;
import bici.infra.command.CommandFailed;
import bici.infra.command.CommandLineAuthor;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.Ids;
import bici.infra.command.Results;
import bici.infra.command.Texts;
import bici.infra.database.Database;
import bici.infra.machine.Progress;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bici staff link}. */
@Command(
        name = "link",
        description =
                "Print a link that signs a member of staff in once, within 12 hours; makes the member when there is"
                        + " none of this id, takes back one who was dismissed.",
        footer = {"", "Example:", "  bici staff link --data var --role dispatcher --id ana --name 'Ana Ruiz'"})
public final class StaffLinkCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            converter = Ids.OfRole.class,
            description = "crew, technician, dispatcher, supervisor, support, analyst, advisor, auditor or admin.")
    private Role role = Role.CREW;

    @Option(
            names = "--change-role",
            description = "When the member has another role: give them this one, and end their sessions.")
    private boolean changeRole;

    @Option(
            names = "--id",
            paramLabel = "ID",
            converter = Ids.OfStaff.class,
            description = "Id of the member, such as ana; default: the word of the role.")
    private @Nullable StaffId id;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            converter = Texts.Name.class,
            description = "Name of the member, as others read it; default: as it is, of a new one the id.")
    private @Nullable String name;

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080",
            paramLabel = "URL",
            converter = Addresses.Http.class,
            description = "Where people reach the server; default ${DEFAULT-VALUE}.")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        StaffId staff = id == null ? new StaffId(role.word()) : id;
        try (Database opened = Database.open(database.get(spec), Progress.onTerminal())) {
            StaffOffice office = new PostgresStaffOffice(opened.dataSource());
            StaffOffice.Request request = new StaffOffice.Request(staff, Optional.ofNullable(name), role, changeRole);
            return switch (office.link(
                    request, CommandLineAuthor.get(), Clock.systemUTC().instant())) {
                case StaffOffice.Answer.Linked linked -> print(linked.secret());
                case StaffOffice.Answer.OtherRole other ->
                    throw new CommandFailed("%s is %s, not %s: give --change-role to change that, or another --id"
                            .formatted(staff, other.role().word(), role.word()));
            };
        }
    }

    private int print(String secret) {
        Results.of(spec).line(url.toString().replaceAll("/+$", "") + "/consola/#enlace=" + secret);
        return 0;
    }
}
