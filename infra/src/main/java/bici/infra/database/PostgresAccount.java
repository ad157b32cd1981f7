package bici.infra.database;

import bici.infra.machine.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Under which account PostgreSQL's programs run: it refuses root. A root of the machine therefore runs them in a user
 * namespace where it is nobody (files stay root's), or, where namespaces are forbidden, as an unprivileged account that
 * is given the database folder.
 */
sealed interface PostgresAccount {
    /** What Java calls a user without an entry in the user database, which initdb refuses too. */
    String NAMELESS = "?";

    /** The command as this account must run it. */
    List<String> command(List<String> plain);

    /** Called once for a new, empty folder that this account is to write in. */
    void hand(Path folder) throws IOException;

    /** Called for a folder that this account must pass through on its way. */
    default void letThrough(Path folder) throws IOException {}

    /** An ordinary user's own account. */
    record Own() implements PostgresAccount {
        @Override
        public List<String> command(List<String> plain) {
            return plain;
        }

        @Override
        public void hand(Path folder) {}
    }

    record UserNamespace() implements PostgresAccount {
        @Override
        public List<String> command(List<String> plain) {
            return prepend(List.of("unshare", "--user", "--"), plain);
        }

        @Override
        public void hand(Path folder) {}
    }

    /** {@code setpriv} to an account of the machine. */
    record Other(String account) implements PostgresAccount {
        @Override
        public List<String> command(List<String> plain) {
            List<String> prefix =
                    List.of("setpriv", "--reuid=" + account, "--regid=" + groupOf(account), "--clear-groups", "--");
            return prepend(prefix, plain);
        }

        @Override
        public void hand(Path folder) throws IOException {
            UserPrincipal owner =
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(account);
            Files.setOwner(folder, owner);
        }

        @Override
        public void letThrough(Path folder) throws IOException {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(folder));
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(folder, permissions);
        }

        private static String groupOf(String account) {
            return account.equals("nobody") ? "nogroup" : account;
        }
    }

    /**
     * The account for a folder: whoever owns an existing database goes on with it.
     *
     * @throws IOException when this is root and neither way is open
     */
    static PostgresAccount choose(Path folder) throws IOException {
        String user = System.getProperty("user.name", "");
        if (user.equals(NAMELESS) && works(new UserNamespace())) {
            return new UserNamespace();
        }
        if (!user.equals("root")) {
            return new Own();
        }
        if (Files.exists(folder)) {
            String owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName();
            if (!owner.equals("root")) {
                return new Other(owner);
            }
        }
        if (works(new UserNamespace())) {
            return new UserNamespace();
        }
        for (String account : List.of("postgres", "nobody")) {
            if (works(new Other(account))) {
                return new Other(account);
            }
        }
        throw new IOException("PostgreSQL refuses to run as root, and neither a user namespace (unshare --user) nor"
                + " another account (setpriv) can be used here; run as an ordinary user");
    }

    private static boolean works(PostgresAccount account) {
        try {
            return Shell.run(Path.of("/"), Duration.ofSeconds(10), Map.of(), account.command(List.of("true")))
                    .isSuccess();
        } catch (IOException e) {
            return false; // the program is not installed
        }
    }

    private static List<String> prepend(List<String> prefix, List<String> plain) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(plain);
        return command;
    }
}
