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

    /** Of links; the library would take {@code data}, too. */
    private static final List<String> SCHEMES = List.of("http", "https", "mailto");

    private Markdown() {}

    /** Returns {@code text}, which is below two headings of the page, as HTML. */
    static String render(String text) {
        try {
            Node document =
                    Parser.builder().maxOpenBlockParsers(MOST_NESTED).build().parse(text);
            document.accept(new LowerHeadings());
            return HtmlRenderer.builder()
                    .escapeHtml(true)
                    .sanitizeUrls(true)
                    .urlSanitizer(new DefaultUrlSanitizer(SCHEMES))
                    .attributeProviderFactory(context -> (node, tag, attributes) -> withoutLinks(attributes))
                    .build()
                    .render(document);
        } catch (StackOverflowError e) {
            // Emphasis can be nested without end; each level takes some of the stack to render.
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

    private static final class LowerHeadings extends AbstractVisitor {

        @Override
        public void visit(Heading heading) {
            heading.setLevel(Math.min(SMALLEST_HEADING, heading.getLevel() + 2));
            visitChildren(heading);
        }
    }
}
