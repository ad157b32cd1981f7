package bici.infra.doctor;

import bici.infra.database.EmbeddedParts;
import bici.infra.machine.Shell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Looks at the machine; changes nothing on it. */
final class MachineChecks {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long GIGABYTE = 1L << 30;
    private static final int OLDEST_JAVA = 21;
    /** Since then a virtual thread that blocks in {@code synchronized} no longer holds its carrier. */
    private static final int GOOD_JAVA = 24;
    /** No machine's clock is rightly before this program was written. */
    private static final Instant WRITTEN = Instant.parse("2026-11-22T00:00:00Z");

    private MachineChecks() {}

    static Finding java() {
        Runtime.Version version = Runtime.version();
        String found = version + " in " + System.getProperty("java.home");
        if (version.feature() < OLDEST_JAVA) {
            return Finding.fail("java", found, "install a JDK of 21 or newer");
        }
        if (version.feature() < GOOD_JAVA) {
            return Finding.warn("java", found, "works, but many simulated stations need 25 (virtual threads)");
        }
        return Finding.ok("java", found);
    }

    static Finding maven() {
        try {
            Shell.Result result = Shell.run(Path.of("/"), LIMIT, Map.of(), List.of("mvn", "-B", "--version"));
            if (result.isSuccess()) {
                // Maven colours its version even in batch mode.
                String plain = result.output().replaceAll("\u001B\\[[0-9;]*m", "");
                return Finding.ok("maven", plain.lines().findFirst().orElse(""));
            }
            return Finding.warn("maven", "mvn does not start", "only building and testing need it");
        } catch (IOException e) {
            return Finding.warn(
                    "maven", "mvn is not there", "only building and testing need it: apt-get install maven");
        }
    }

    static Finding node() {
        return Shell.has("npm")
                ? Finding.ok("node", "npm is there")
                : Finding.warn("node", "npm is not there", "building the web pages needs it: apt-get install npm");
    }

    static Finding disk(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            String found = "%.1f GB free in %s".formatted((double) free / GIGABYTE, there);
            if (free < GIGABYTE) {
                return Finding.fail("disk", found, "the database needs 1 GB at least");
            }
            return free < 5 * GIGABYTE
                    ? Finding.warn("disk", found, "a year of trips needs some 5 GB")
                    : Finding.ok("disk", found);
        } catch (IOException e) {
            return Finding.fail("disk", there + " cannot be examined: " + e.getMessage(), "choose another folder");
        }
    }

    static Finding packages() {
        String alternatives = "use --database-url or infra/compose/compose.yaml instead of the embedded database";
        if (EmbeddedParts.areCached()) {
            return Finding.ok("apt", "not needed, the embedded database lies in " + EmbeddedParts.cache());
        }
        if (!Shell.has("apt-get") || !Shell.has("dpkg")) {
            return Finding.fail("apt", "apt-get or dpkg is not there", alternatives);
        }
        return EmbeddedParts.findMirror()
                .map(mirror -> Finding.ok("apt", "Debian's packages come from " + mirror))
                .orElseGet(() -> Finding.fail("apt", "no Debian archive is configured in /etc/apt", alternatives));
    }

    static Finding account() {
        try {
            return Finding.ok("account", EmbeddedParts.describeAccount());
        } catch (IOException e) {
            return Finding.fail("account", String.valueOf(e.getMessage()), "see user_namespaces(7)");
        }
    }

    static Finding port(int port, String purpose) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return Finding.ok("port", port + " is free (" + purpose + ")");
        } catch (IOException e) {
            return Finding.warn(
                    "port", port + " is taken (" + purpose + ")", "if that is not this program, choose another port");
        }
    }

    static Finding clock(Clock clock) {
        Instant now = clock.instant();
        if (now.isBefore(WRITTEN)) {
            return Finding.fail("clock", "this machine says " + now, "set it: times of trips depend on it");
        }
        try {
            String answer = Shell.run(
                            Path.of("/"),
                            LIMIT,
                            Map.of("LC_ALL", "C"),
                            List.of("timedatectl", "show", "--property=NTPSynchronized", "--value"))
                    .output()
                    .strip();
            if (answer.equals("yes")) {
                return Finding.ok("clock", now + ", kept by NTP");
            }
            if (answer.equals("no")) {
                return Finding.warn("clock", now + ", not kept by NTP", "timedatectl set-ntp true");
            }
        } catch (IOException e) {
            // no systemd here: said below
        }
        return Finding.ok("clock", now + " (whether NTP keeps it cannot be seen from here)");
    }
}
