package bici.fleet.people;

import bici.fleet.vocabulary.PlainText;
import java.util.regex.Pattern;

/**
 * Who answers for riders' data (Ley 1581 de 2012), as riders read it before they agree.
 *
 * @param name of the responsible entity
 * @param contact where it is found: address, telephone
 * @param rightsChannel where riders ask for their rights: an e-mail address or an http(s) address
 */
public record DataController(String name, String contact, String rightsChannel) {
    private static final Pattern CHANNEL =
            Pattern.compile("[^\\s@/]+@[^\\s@/]+\\.[^\\s@/]+|https?://[^\\s/]+\\S*", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 200;

    public DataController {
        name = checked("the responsible entity", name);
        contact = checked("its contact", contact);
        rightsChannel = checked("the channel for rights", rightsChannel);
        if (!CHANNEL.matcher(rightsChannel).matches()) {
            throw new IllegalArgumentException(
                    "the channel for rights is an e-mail address or an address that begins with https://, not "
                            + rightsChannel);
        }
    }

    private static String checked(String what, String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST) {
            throw new IllegalArgumentException(what + " is a line of 1 to " + LONGEST + " characters");
        }
        PlainText.findStrayInLine(stripped).ifPresent(stray -> {
            throw new IllegalArgumentException(what + " is a line of text; it holds the " + stray);
        });
        return stripped;
    }
}
