package io.vmshare.listing.page;

import io.undertow.server.HttpServerExchange;
import io.vmshare.content.CallerUrl;
import io.vmshare.listing.ListingFormat;
import io.vmshare.listing.Sorting;
import io.vmshare.path.Mounts;
import io.vmshare.path.RequestPath;
import io.vmshare.path.RequestTarget;
import java.util.List;

/** The page for every directory of a share. Thread-safe. */
public final class DirectoryPage {

    private final Mounts mounts;
    private final List<PageAction> actions;
    private final boolean searches;

    /**
     * Creates one with these buttons, in their order.
     *
     * @param searches whether it offers to search what lies below, with {@code find}
     */
    public DirectoryPage(Mounts mounts, List<PageAction> actions, boolean searches) {
        this.mounts = mounts;
        this.actions = List.copyOf(actions);
        this.searches = searches;
    }

    /** Returns what renders the directory that {@code exchange} asks for, whose entries come in the order of {@code sorting}. */
    public ListingFormat of(HttpServerExchange exchange, Sorting sorting) {
        RequestTarget target = exchange.getAttachment(RequestTarget.KEY);
        RequestPath path = target.path();
        String root = CallerUrl.of(exchange).root();
        String place = root.substring(root.indexOf("://") + 3);
        PageSearch search = PageSearch.of(target.pairs(), searches);
        boolean selects = actions.stream().anyMatch(PageAction::ofSelected);
        PageHead head = new PageHead(place, path.segments(), sorting, mounts.readsImages(), selects, search);
        return new PageFormat(head, actions, new ReadmeSource(exchange, mounts, path));
    }
}
