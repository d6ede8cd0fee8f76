package io.vmshare;

import io.undertow.server.HttpServerExchange;
import io.vmshare.listing.ListingFormat;
import io.vmshare.listing.Page;
import io.vmshare.listing.Sorting;
import io.vmshare.listing.page.DirectoryPage;
import io.vmshare.listing.page.PageAction;
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

    /** Returns what the page offers besides the entries, in the groups and the order that it shows. */
    private List<PageAction> actions(boolean root, boolean searched) {
        List<PageAction> actions = new ArrayList<>();
        if (options.archives().isPresent()) {
            for (String format : options.archives().get().formats()) {
                actions.add(new PageAction("Download", format, "archive", format, true));
            }
        }
        actions.add(new PageAction("This list", "JSON", "list", "json", false));
        actions.add(new PageAction("This list", "text", "list", "text", false));
        if (!searched) { // checksums are of all that is below
            actions.add(new PageAction("This list", "SHA256SUMS", "digest", "sha-256", false));
        }
        actions.add(new PageAction("This list", "QR code", "qr", "", false));
        if (root && handsItselfOut) {
            actions.add(new PageAction("Program", "share.jar", "self", "", false));
        }
        return actions;
    }
}
