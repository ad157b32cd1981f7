package bici.infra.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.machine.Shell;
import bici.infra.run.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real script, in a small tree of its own with a JDK, a Maven and a program that only say how they were called. */
class LauncherTest {
    private static final List<String> TOOLS = List.of(
            "sh",
            "dirname",
            "readlink",
            "sed",
            "find",
            "head",
            "tail",
            "mkdir",
            "mv",
            "rm",
            "cat",
            "grep",
            "awk",
            "flock",
            "touch",
            "tr");

    @TempDir
    Path folder;

    private Path tree;
    private Path path;
    private Path jvms;

    @BeforeEach
    void aTreeWithASourceFile() throws IOException {
        tree = Files.createDirectories(folder.resolve("tree"));
        path = Files.createDirectories(folder.resolve("path"));
        jvms = Files.createDirectories(folder.resolve("jvms"));
        for (String tool : TOOLS) {
            Files.createSymbolicLink(path.resolve(tool), Path.of("/usr/bin", tool));
        }
        for (String tool : List.of("mosquitto_pub", "mosquitto_sub", "chromium", "npm")) {
            script(path.resolve(tool), "exit 0");
        }
        Files.copy(Path.of(System.getProperty("bici.root", ""), "bici"), tree.resolve("bici"));
        Files.createDirectories(tree.resolve("infra/src/main/java"));
        Files.writeString(tree.resolve("pom.xml"), "<project/>");
        Files.writeString(tree.resolve("infra/src/main/java/Some.java"), "class Some {}");
    }

    @Test
    void withoutAJdkItSaysWhatToInstall() throws IOException {
        jdk("jdk-17", 17);
        maven("exit 0");
        Shell.Result result = bici("doctor");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .startsWith("bici: no JDK of 21 or newer found")
                .contains("Temurin 25", "JAVA_HOME");
    }

    @Test
    void withoutNpmItSaysWhatToInstall() throws IOException {
        jdk("jdk-25", 25);
        maven("exit 0");
        Files.delete(path.resolve("npm"));

        Shell.Result result = bici("doctor");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).startsWith("bici: npm is not on PATH").contains("apt-get install npm");
    }

    @Test
    void aRuntimeWithoutACompilerIsNoJdk() throws IOException {
        Path jre = jdk("jre-25", 25);
        Files.delete(jre.resolve("bin/javac"));
        assertThat(bici("doctor").output()).startsWith("bici: no JDK of 21 or newer found");
    }

    @Test
    void withoutMavenItSaysWhatToInstall() throws IOException {
        jdk("jdk-25", 25);
        Shell.Result result = bici("doctor");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .startsWith("bici: Maven (mvn) is not on PATH")
                .contains("apt-get install maven");
    }

    @Test
    void helpNeedsNeitherJdkNorBuild() throws IOException {
        Shell.Result result = bici("--help");
        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("serve", "station", "replay", "export", "audit", "doctor", "test");
        assertThat(bici("test", "--help").output()).startsWith("Usage: bici test");
        assertThat(bici("help", "test").output()).startsWith("Usage: bici test");
        assertThat(bici("help", "serve").exitCode()).isZero();
        assertThat(bici().exitCode()).isEqualTo(2);
    }

    @Test
    void theFirstVerbBuildsAndTheNextOneDoesNot() throws IOException {
        jdk("jdk-25", 25);
        building();
        assertThat(bici("doctor", "--data", "a b").output())
                .contains("bici: building")
                .contains("jdk-25 ran: doctor|--data|a b|");
        assertThat(bici("doctor").output()).doesNotContain("building").contains("jdk-25 ran: doctor|");
    }

    @Test
    void aChangedOrRemovedSourceIsBuiltAgain() throws IOException {
        jdk("jdk-25", 25);
        building();
        bici("doctor");
        Path source = tree.resolve("infra/src/main/java/Some.java");
        Files.setLastModifiedTime(
                source,
                FileTime.from(Files.getLastModifiedTime(stamp()).toInstant().plusSeconds(1)));
        assertThat(bici("doctor").output()).contains("bici: building");
        Files.setLastModifiedTime(
                stamp(),
                FileTime.from(Files.getLastModifiedTime(source).toInstant().plusSeconds(1)));
        assertThat(bici("doctor").output()).doesNotContain("building");
    }

    @Test
    void aBuildLeavesTheJarOfARunningProgramAsItWas() throws IOException {
        jdk("jdk-25", 25);
        building();
        bici("doctor");
        Path jar = tree.resolve("infra/target/bici.jar");
        Path running = Files.createLink(folder.resolve("running.jar"), jar);
        Files.delete(stamp());
        maven("echo newer >infra/target/bici.jar");
        bici("doctor");
        assertThat(jar).hasContent("newer\n");
        assertThat(running).isEmptyFile();
    }

    @Test
    void theNewestJdkIsTakenUnlessJavaHomeIsNewEnough() throws IOException {
        jdk("jdk-17", 17);
        jdk("jdk-25", 25);
        Path chosen = jdk("jdk-21", 21);
        building();
        assertThat(bici("doctor").output()).contains("jdk-25 ran");
        assertThat(bici(Map.of("JAVA_HOME", chosen.toString()), tree.resolve("bici"), "doctor")
                        .output())
                .contains("jdk-21 ran");
        assertThat(bici(Map.of("JAVA_HOME", jvms.resolve("jdk-17").toString()), tree.resolve("bici"), "doctor")
                        .output())
                .contains("jdk-25 ran");
    }

    @Test
    void itWorksThroughASymbolicLink() throws IOException {
        jdk("jdk-25", 25);
        building();
        Files.createDirectories(folder.resolve("links"));
        Path relative = Files.createSymbolicLink(folder.resolve("links/one"), Path.of("../tree/bici"));
        Path second = Files.createSymbolicLink(folder.resolve("links/two"), relative);
        assertThat(bici(Map.of(), second, "doctor").output()).contains("jdk-25 ran: doctor|");
    }

    @Test
    void aFailedBuildShowsTheEndOfItsLog() throws IOException {
        jdk("jdk-25", 25);
        maven("echo 'the cause of it'; exit 1");
        Shell.Result result = bici("doctor");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("the cause of it", "bici: the build failed", "var/build.log");
        assertThat(stamp()).doesNotExist();
    }

    @Test
    void theProgramsExitCodeIsTheScripts() throws IOException {
        jdk("jdk-25", 25);
        building();
        assertThat(bici("7").exitCode()).isEqualTo(7);
    }

    @Test
    void theServerAloneIsGivenAHeap() throws IOException {
        jdk("jdk-25", 25);
        building();
        assertThat(bici("serve").output()).contains(String.join(" ", ServerProcess.MEMORY) + " jdk-25 ran: serve|");
        assertThat(bici("doctor").output()).contains("jdk-25 ran").doesNotContain("-Xmx", "GC");
    }

    @Test
    void testSumsTheReportsOfAllModulesInTheLastLine() throws IOException {
        jdk("jdk-25", 25);
        maven(report("infra", 3, 0, 0) + report("station-gateway/station-wire", 4, 0, 0) + "printf 'the end of Maven'");
        Shell.Result result = bici("test");
        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).endsWith("the end of Maven\nTests run: 7, Failures: 0, Errors: 0, Skipped: 0\n");
    }

    @Test
    void testFailsWhenOneTestFailedEvenIfMavenSaysNothing() throws IOException {
        jdk("jdk-25", 25);
        maven(report("infra", 3, 1, 0) + report("fleet-core", 4, 0, 2));
        Shell.Result result = bici("test");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).endsWith("Tests run: 7, Failures: 1, Errors: 2, Skipped: 0\n");
    }

    @Test
    void testFailsWhenMavenFailsAfterwards() throws IOException {
        jdk("jdk-25", 25);
        maven(report("infra", 3, 0, 0) + "exit 1");
        Shell.Result result = bici("test");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).endsWith("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0\n");
    }

    @Test
    void testFailsWhenNoTestRanAndCountsNoReportOfBefore() throws IOException {
        jdk("jdk-25", 25);
        maven(report("infra", 3, 0, 0));
        bici("test");
        maven("exit 0");
        Shell.Result result = bici("test");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).endsWith("Tests run: 0, Failures: 0, Errors: 0, Skipped: 0\n");
    }

    @Test
    void testSaysWhichPackagesItNeedsBeforeItBuilds() throws IOException {
        jdk("jdk-25", 25);
        maven("echo built");
        Files.delete(path.resolve("mosquitto_sub"));
        Files.delete(path.resolve("chromium"));
        Shell.Result result = bici("test");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .endsWith("apt-get install mosquitto-clients chromium-headless-shell \n")
                .doesNotContain("built");
        assertThat(bici("test", "--missing-packages").output())
                .isEqualTo("mosquitto-clients\nchromium-headless-shell\n");
    }

    private Path stamp() {
        return tree.resolve("infra/target/bici.built");
    }

    /** A JDK whose java says its own folder's name and the words after the jar, and ends with a number given first. */
    private Path jdk(String name, int version) throws IOException {
        Path home = Files.createDirectories(jvms.resolve(name).resolve("bin")).resolveSibling("");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
        script(home.resolve("bin/javac"), "exit 0");
        script(home.resolve("bin/java"), """
                while [ "$1" != -jar ]; do case $1 in -X[mX]*) printf '%s ' "$1" ;; esac; shift; done
                shift 2
                printf '%s ran: ' NAME
                printf '%s|' "$@"
                case $1 in [0-9]) exit "$1" ;; esac
                """.replace("NAME", name));
        return home;
    }

    private void building() throws IOException {
        maven("mkdir -p infra/target; : >infra/target/bici.jar");
    }

    private void maven(String body) throws IOException {
        script(path.resolve("mvn"), body);
    }

    private static String report(String module, int run, int failures, int errors) {
        String reports = module + "/target/surefire-reports";
        return """
                mkdir -p FOLDER
                cat >FOLDER/TEST-Some.xml <<'XML'
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite version="3.0.2" name="Some" time="0.5" tests="RUN" errors="ERRORS" skipped="0" failures="FAILURES">
                  <testcase name="tests=9"/>
                </testsuite>
                XML
                """.replace("FOLDER", reports)
                .replace("RUN", "" + run)
                .replace("ERRORS", "" + errors)
                .replace("FAILURES", "" + failures);
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Shell.Result bici(String... arguments) throws IOException {
        return bici(Map.of(), tree.resolve("bici"), arguments);
    }

    private Shell.Result bici(Map<String, String> environment, Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/env", "-i"));
        Map.of("PATH", path.toString(), "HOME", folder.toString(), "BICI_JVM_FOLDER", jvms.toString())
                .forEach((name, value) -> command.add(name + "=" + value));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.add(script.toString());
        command.addAll(List.of(arguments));
        return Shell.run(Path.of("/"), Duration.ofSeconds(30), Map.of(), command);
    }
}
