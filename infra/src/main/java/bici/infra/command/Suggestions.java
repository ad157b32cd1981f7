package bici.infra.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** What somebody meant who misspelt a verb or an option, or gave an option before the verb. */
final class Suggestions {
    private static final int LETTERS_A_MISTAKE = 3;

    private Suggestions() {}

    /** One line: what is not known, and what is probably meant. */
    static String line(UnmatchedArgumentException wrong, List<String> words) {
        CommandLine at = wrong.getCommandLine();
        String word = wrong.getUnmatched().isEmpty() ? "" : wrong.getUnmatched().getFirst();
        String verb = at.getCommandSpec().qualifiedName();
        if (word.startsWith("-")) {
            return option(at, verb, word.replaceFirst("=.*", ""), words);
        }
        if (at.getSubcommands().isEmpty()) {
            return "'" + word + "' is one word too many for '" + verb + "'. See '" + verb + " --help'.";
        }
        return "there is no verb '" + verb + " " + word + "'."
                + meant(word, at.getSubcommands().keySet(), "'" + verb + " ", "'", verb);
    }

    private static String option(CommandLine at, String verb, String option, List<String> words) {
        CommandLine later = later(at, words);
        if (isOptionOf(later, option)) {
            return "options come after the verb: '" + later.getCommandSpec().qualifiedName() + " " + option + "'.";
        }
        List<String> names = new ArrayList<>();
        at.getCommandSpec().options().stream().map(OptionSpec::longestName).forEach(names::add);
        return "'" + verb + "' has no option " + option + "." + meant(option, names, "", "", verb);
    }

    /** The verb that comes behind the option. */
    private static CommandLine later(CommandLine root, List<String> words) {
        CommandLine at = root;
        for (String word : words) {
            at = at.getSubcommands().getOrDefault(word, at);
        }
        return at;
    }

    private static boolean isOptionOf(CommandLine verb, String option) {
        return verb.getCommandSpec().findOption(option) != null;
    }

    private static String meant(String word, Collection<String> known, String before, String after, String verb) {
        List<String> alike = alike(word, known);
        return alike.isEmpty()
                ? " See '" + verb + " --help'."
                : alike.stream()
                        .map(each -> before + each + after)
                        .collect(Collectors.joining(" or ", " Did you mean ", "?"));
    }

    /** Those with the fewest letters to change, in whatever case; none when that were another word. */
    static List<String> alike(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        List<String> best = new ArrayList<>();
        int least = Math.max(1, word.length() / LETTERS_A_MISTAKE);
        for (String each : known) {
            boolean begun = lower.length() > 1 && each.startsWith(lower);
            int changes = begun ? 1 : changes(lower, each);
            if (changes < least) {
                best.clear();
                least = changes;
            }
            if (changes == least) {
                best.add(each);
            }
        }
        return best;
    }

    /** Letters put in, left out or replaced (Levenshtein). */
    private static int changes(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
