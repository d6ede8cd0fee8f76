package io.vmshare.cli.vm;

import java.net.URI;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the program told when it started, as a person reads it from a terminal or a guest's console. */
record PrintedBanner(String text) {

    /** Matches a banner on a console, where other text may come before and behind it. */
    static final String ON_CONSOLE = "(?s)^share \\d.*?^Fetch:[^\\n]*\\n";

    /** Returns the banner that {@link #ON_CONSOLE} matched. */
    static PrintedBanner of(MatchResult console) {
        return new PrintedBanner(console.group());
    }

    /** Returns the URL on the line that begins with this label; fails if there is none. */
    URI url(String label) {
        return URI.create(find("^ *" + Pattern.quote(label) + " +(http://\\S+)"));
    }

    /** Returns the command on the line that begins with this label; fails if there is none. */
    String command(String label) {
        return find("^ *" + Pattern.quote(label) + " {2,}(.+)$");
    }

    private String find(String regex) {
        Matcher line = Pattern.compile(regex, Pattern.MULTILINE).matcher(text);
        if (!line.find()) {
            throw new AssertionError("no " + regex + " in: " + text);
        }
        return line.group(1);
    }
}
