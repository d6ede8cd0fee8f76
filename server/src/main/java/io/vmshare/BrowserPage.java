package io.vmshare;

import io.undertow.server.HttpServerExchange;
import io.vmshare.listing.ListingFormat;
import io.vmshare.listing.Page;
import io.vmshare.listing.Sorting;
import io.vmshare.listing.page.DirectoryPage;
import io.vmshare.listing.page.PageAction;
import io.vmshare.listing.page.PageAction.Form;
import io.vmshare.path.Mounts;
import io.vmshare.path.RequestTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * The page with what this share offers on it. Nothing that the page is made of is loaded before the first browser asks for it.
 * Thread-safe.
 */
final class BrowserPage implements Page {

    private final ShareOptions options;
    private final Mounts mounts;
    private final boolean handsItselfOut;

    BrowserPage(ShareOptions options, Mounts mounts, boolean handsItselfOut) {
        this.options = options;
        this.mounts = mounts;
        this.handsItselfOut = handsItselfOut;
    }

    @Override
    public ListingFormat of(HttpServerExchange exchange, Sorting sorting) {
        RequestTarget target = exchange.getAttachment(RequestTarget.KEY);
        List<PageAction> actions = actions(target.path().isRoot(), target.asks("find"));
        return new DirectoryPage(mounts, actions, options.listing().depth() > 1).of(exchange, sorting);
    }

    /** Returns what the page offers besides the entries, in the order that it shows. */
    private List<PageAction> actions(boolean root, boolean searched) {
        List<PageAction> actions = new ArrayList<>();
        if (options.archives().isPresent() && !searched) { // archives and checksums are of all that is below
            List<Form> formats = options.archives().get().formats().stream()
                    .map(format -> new Form(format, format))
                    .toList();
            actions.add(new PageAction("Download", "archive", formats, true));
        }
        List<Form> lists = List.of(
                new Form("JSON", "json"),
                new Form("NDJSON", "ndjson"),
                new Form("text", "text"),
                new Form("plain HTML", "html"));
        actions.add(new PageAction("List as", "list", lists, false));
        if (!searched) {
            List<Form> digests =
                    List.of(new Form("SHA-256", "sha-256"), new Form("SHA-512", "sha-512"), new Form("MD5", "md5"));
            actions.add(new PageAction("Checksums", "digest", digests, false));
        }
        actions.add(PageAction.of("QR code", "qr"));
        if (root && handsItselfOut) {
            actions.add(PageAction.of("share.jar", "self"));
        }
        return actions;
    }
}
