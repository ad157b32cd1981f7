package bici.infra.command;

import bici.infra.machine.Printable;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a verb prints: the one way from a verb to a terminal or a script. Each call is one line whatever is in it, so that no
 * name of a station forges another line, and nothing in it is obeyed by a terminal. A summary is JSON when {@code --json}
 * was given.
 */
public final class Results implements Consumer<String> {
    private final PrintWriter out;
    private final boolean json;

    private Results(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** On standard output. */
    public static Results of(CommandSpec spec) {
        return new Results(spec.commandLine().getOut(), JsonLines.isWanted(spec));
    }

    /** On standard error, for a verb whose standard output is data. */
    public static Results besideData(CommandSpec spec) {
        return new Results(spec.commandLine().getErr(), JsonLines.isWanted(spec));
    }

    /** Prints a line at once. */
    public void line(String text) {
        String safe = Printable.whole(text);
        out.println(json ? JsonLines.convert(safe) : safe);
        out.flush();
    }

    /** As {@link String#format}, with points in numbers whatever the language of the machine. */
    @FormatMethod
    public void format(@FormatString String format, Object... values) {
        line(String.format(Locale.ROOT, format, values));
    }

    @Override
    public void accept(String text) {
        line(text);
    }
}
