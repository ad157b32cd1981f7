package bici.infra.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What tests look for in a document. */
public final class Markdown {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^[ ]*```(\\w*)\\n(.*?)^[ ]*```\\s*$");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\\n]*\\]\\(([^)\\s]+)\\)");

    private Markdown() {}

    /** The fenced blocks of a language, in order, without the indentation of the list they stand in. */
    public static List<String> listBlocks(String text, String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2).stripIndent())
                .toList();
    }

    /** Where the links lead, outside of fenced blocks. */
    public static List<String> listLinks(String text) {
        return LINK.matcher(BLOCK.matcher(text).replaceAll(""))
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();
    }

    /** Cells of every table row below a header whose first cell is {@code first}, without separators. */
    public static List<List<String>> listRows(String text, String first) {
        List<List<String>> rows = new ArrayList<>();
        boolean within = false;
        for (String line : text.lines().toList()) {
            if (!line.startsWith("|")) {
                within = false;
            } else if (within && !line.startsWith("|---")) {
                rows.add(cells(line));
            } else if (!within) {
                within = cells(line).getFirst().equals(first);
            }
        }
        return rows;
    }

    private static List<String> cells(String line) {
        String inner = line.strip().substring(1);
        return Stream.of(inner.substring(0, inner.length() - 1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }
}
