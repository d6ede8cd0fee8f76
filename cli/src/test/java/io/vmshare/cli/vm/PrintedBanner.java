package io.vmshare.cli.vm;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the program told when it started, as a person reads it from a terminal or a guest's console. */
public record PrintedBanner(String text) {

    private static final Pattern URL = Pattern.compile("http://\\S+");

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

    /** Returns the URLs below a heading, in their order; none if it is not there. */
    public List<String> urls(String heading) {
        List<String> urls = new ArrayList<>();
        boolean below = false;
        for (String line : text.split("\n")) {
            below = line.equals(heading) || (below && line.startsWith("  "));
            Matcher url = URL.matcher(line);
            if (below && url.find()) {
                urls.add(url.group());
            }
        }
        return urls;
    }
}
