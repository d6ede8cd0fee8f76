package io.vmshare.listing.page;

import io.undertow.server.HttpServerExchange;
import io.vmshare.http.RequestRefused;
import io.vmshare.path.Located;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.LocatedFile;
import io.vmshare.path.Mounts;
import io.vmshare.path.Name;
import io.vmshare.path.RequestPath;
import io.vmshare.send.Workplace;
import io.vmshare.text.Html;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the README among the entries that go by, and renders it below them. Not thread-safe. */
final class ReadmeSource {

    /** In the order in which one of several is taken. */
    private static final List<String> NAMES = List.of("readme.md", "readme.markdown", "readme.txt", "readme");

    /** Longer ones are files like others: a README is in memory until its reader has taken it. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final int LONGEST_NAME = 15;

    private final HttpServerExchange exchange;
    private final Mounts mounts;
    private final RequestPath directory;
    private @Nullable Name found;
    private int rank = NAMES.size();

    ReadmeSource(HttpServerExchange exchange, Mounts mounts, RequestPath directory) {
        this.exchange = exchange;
        this.mounts = mounts;
        this.directory = directory;
    }

    /** Keeps the name if it is that of a README, better than the one before. */
    void see(Name name, EntryFacts facts) {
        String bytes = name.bytes();
        char first = bytes.charAt(0);
        if ((first != 'r' && first != 'R') || bytes.length() > LONGEST_NAME || facts.directory()) {
            return;
        }
        int place = NAMES.indexOf(bytes.toLowerCase(Locale.ROOT));
        if (place >= 0 && place < rank && facts.size() > 0 && facts.size() <= MAX_BYTES) {
            found = name;
            rank = place;
        }
    }

    /** Appends the README, if there is one and it can be read. */
    void render(StringBuilder out) {
        Name readme = found;
        String text = readme == null ? "" : read(readme);
        if (readme == null || text.isEmpty()) {
            return;
        }
        String name = Html.escape(Html.visible(readme.text()));
        out.append("<section class=\"readme\" aria-label=\"")
                .append(name)
                .append("\">\n<h2>")
                .append(name)
                .append("</h2>\n");
        boolean markdown = rank < 2;
        out.append(markdown ? Markdown.render(text) : "<pre>" + Html.escape(text) + "</pre>\n")
                .append("</section>\n");
    }

    /** Returns its text; empty if it is gone, too long by now, or no text, which leaves the page as it is. */
    private String read(Name name) {
        List<Name> names = new ArrayList<>(directory.segments());
        names.add(name);
        try (Located located = locate(new RequestPath(names, false))) {
            if (!(located instanceof LocatedFile file) || file.length() > MAX_BYTES) {
                return "";
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) file.length());
            SeekableByteChannel channel = file.channel();
            channel.position(0);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until it is read or shorter than it was
            }
            return ReadmeText.of(Arrays.copyOf(bytes.array(), bytes.position()));
        } catch (IOException | RequestRefused e) {
            return ""; // refused: the image that it lies in has no room
        }
    }

    /** A link may lead where a stat hangs, so it is followed where that harms nobody else, and else there is nothing. */
    private Located locate(RequestPath path) throws IOException {
        return Workplace.of(exchange).local()
                ? mounts.locateWithoutLinks(path).orElse(Located.MISSING)
                : mounts.locate(path);
    }
}
