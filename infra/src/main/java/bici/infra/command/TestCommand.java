package bici.infra.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bici test} is done by the launcher; here it is known, explained, completed and suggested like any other verb. */
@Command(
        name = "test",
        description = "Build everything and run all tests (done by the launcher, which hands further options to Maven);"
                + " the last line is their sum.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:there were tests and none failed", "1:a test or the build failed", "2:asked wrongly"},
        footer = {"", "Example:", "  bici test"})
public final class TestCommand implements Callable<Integer> {
    @Option(
            names = "--mutation",
            description = "Plant small faults in the domain, one at a time, and count those that its tests notice.")
    private boolean mutation;

    @Option(
            names = "--missing-packages",
            description = "Print what the tests need of Debian and do not find, one package a line.")
    private boolean missingPackages;

    @Override
    public Integer call() {
        String asked = (mutation ? " --mutation" : "") + (missingPackages ? " --missing-packages" : "");
        throw new CommandFailed("the tests are run from the sources by the launcher: ./bici test" + asked);
    }
}
