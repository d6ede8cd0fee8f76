package io.vmshare.listing.page;

import io.vmshare.text.Html;
import java.util.List;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Markdown as HTML that does nothing: no markup of the text's own, no script in a link. What links lead to stands in
 * {@code data-href} and {@code data-src}, out of which the page's script makes links: clients that follow those of a listing
 * mirror the tree, and not what a README speaks of. Pure.
 */
final class Markdown {

    /** Deeper ones are text. Rendering calls itself for each, and readers of such a text are rare. */
    private static final int MOST_NESTED = 64;

    private static final int SMALLEST_HEADING = 6;

    /** Characters of HTML, eight times those of the longest text that is rendered. */
    private static final int MOST_RENDERED = 512 * 1024;

    /** Of links; the library would take {@code data}, too. */
    private static final List<String> SCHEMES = List.of("http", "https", "mailto");

    private Markdown() {}

    /** Returns {@code text}, which is below two headings of the page, as HTML. */
    static String render(String text) {
        Bounded out = new Bounded();
        try {
            Node document =
                    Parser.builder().maxOpenBlockParsers(MOST_NESTED).build().parse(text);
            document.accept(new LowerHeadings());
            HtmlRenderer.builder()
                    .escapeHtml(true)
                    .sanitizeUrls(true)
                    .urlSanitizer(new DefaultUrlSanitizer(SCHEMES))
                    .attributeProviderFactory(context -> (node, tag, attributes) -> withoutLinks(attributes))
                    .build()
                    .render(document, out);
            return out.text.toString();
        } catch (StackOverflowError | TooLong e) {
            // Emphasis can be nested without end; each level takes some of the stack to render. A long destination can
            // be
            // referred to thousands of times.
            return "<pre>" + Html.escape(text) + "</pre>\n";
        }
    }

    private static void withoutLinks(Map<String, String> attributes) {
        rename(attributes, "href", "data-href");
        rename(attributes, "src", "data-src");
        attributes.remove("rel");
    }

    private static void rename(Map<String, String> attributes, String from, String to) {
        String value = attributes.remove(from);
        if (value != null) {
            attributes.put(to, value);
        }
    }

    /** Thrown when no more is taken. */
    private static final class TooLong extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooLong() {
            super("longer than a page may be", null, false, false);
        }
    }

    /** Takes so many characters and no more. */
    private static final class Bounded implements Appendable {

        private final StringBuilder text = new StringBuilder();

        @Override
        public Appendable append(CharSequence more) {
            return append(more, 0, more.length());
        }

        @Override
        public Appendable append(CharSequence more, int start, int end) {
            if (text.length() + (end - start) > MOST_RENDERED) {
                throw new TooLong();
            }
            text.append(more, start, end);
            return this;
        }

        @Override
        public Appendable append(char c) {
            return append(String.valueOf(c));
        }
    }

    private static final class LowerHeadings extends AbstractVisitor {

        @Override
        public void visit(Heading heading) {
            heading.setLevel(Math.min(SMALLEST_HEADING, heading.getLevel() + 2));
            visitChildren(heading);
        }
    }
}
