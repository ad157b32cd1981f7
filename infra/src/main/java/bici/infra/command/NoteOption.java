package bici.infra.command;

import picocli.CommandLine.Option;

/** Why somebody does by hand what they do: mixed into the verbs that write the audit log. */
public final class NoteOption {
    @Option(
            names = "--note",
            paramLabel = "TEXT",
            converter = Texts.Line.class,
            defaultValue = "",
            description = "Why, for the audit log; default: nothing.")
    private String text = "";

    public String text() {
        return text;
    }
}
