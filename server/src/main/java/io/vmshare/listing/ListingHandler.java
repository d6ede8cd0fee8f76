package io.vmshare.listing;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.vmshare.http.AcceptList;
import io.vmshare.http.FieldLines;
import io.vmshare.http.QueryString;
import io.vmshare.listing.ListingOptions.SortKey;
import io.vmshare.listing.format.FormatName;
import io.vmshare.listing.format.JsonListing;
import io.vmshare.listing.format.NdjsonListing;
import io.vmshare.listing.format.PythonListing;
import io.vmshare.listing.format.TextListing;
import io.vmshare.listing.walk.Walk;
import io.vmshare.listing.walk.WalkGate;
import io.vmshare.listing.walk.WalkLimits;
import io.vmshare.path.Located;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.Mounts;
import io.vmshare.path.Name;
import io.vmshare.path.RequestPath;
import io.vmshare.path.RequestTarget;
import io.vmshare.send.RepresentationWriter;
import io.vmshare.work.Presence;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Answers GET and HEAD of a directory with its listing, in the format that the query names or else that {@code Accept}
 * prefers.
 */
public final class ListingHandler implements HttpHandler {

    private final ListingOptions options;
    private final Page page;
    private final Mounts mounts;
    private final RepresentationWriter writer;
    private final Predicate<HttpServerExchange> hasClosed;
    private final WalkGate gate = new WalkGate();

    /**
     * Creates one that writes with {@code writer}, and {@code page} for clients that name HTML.
     *
     * @param hasClosed whether the client of an exchange has closed its end of the connection, as far as can be told
     */
    public ListingHandler(
            ListingOptions options,
            Page page,
            Mounts mounts,
            RepresentationWriter writer,
            Predicate<HttpServerExchange> hasClosed) {
        this.options = options;
        this.page = page;
        this.mounts = mounts;
        this.writer = writer;
        this.hasClosed = hasClosed;
    }

    /**
     * Returns a handler that lists a directory if the query asks for that in so many words, with {@code list} or
     * {@code find}, and leaves everything else to {@code next}: an index file is in nobody's way then.
     */
    public HttpHandler asked(HttpHandler next) {
        return new HttpHandler() { // no lambda: it is made before the first answer
            @Override
            public void handleRequest(HttpServerExchange exchange) throws Exception {
                RequestTarget target = exchange.getAttachment(RequestTarget.KEY);
                QueryString query = target.pairs();
                if (target.path().slash() && (query.has("list") || query.has("find"))) {
                    ListingHandler.this.handleRequest(exchange);
                } else {
                    next.handleRequest(exchange);
                }
            }
        };
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        RequestTarget target = exchange.getAttachment(RequestTarget.KEY);
        ListingQuery query = ListingQuery.of(target.pairs(), options);
        FormatName name = query.format().orElseGet(() -> FormatName.acceptedBy(accept(exchange)));
        boolean walks = query.find().isPresent() || query.depth().orElse(1) > 1;
        Sorting sorting = query.sorting().orElseGet(() -> byDefault(name));
        ListingFormat format = format(exchange, name, sorting, walks);
        Optional<Walk> walk = walks ? Optional.of(walk(exchange, query, sorting, format)) : Optional.empty();
        LocatedDirectory directory = (LocatedDirectory) exchange.getAttachment(Located.KEY);
        directory.take();
        boolean negotiated = query.format().isEmpty();
        writer.write(exchange, new Listing(directory, format, sorting, negotiated, walk));
    }

    /** The one place that knows which format is which. */
    private ListingFormat format(HttpServerExchange exchange, FormatName name, Sorting sorting, boolean walks) {
        List<Name> path = exchange.getAttachment(RequestTarget.KEY).path().segments();
        return switch (name) {
            case PAGE -> page.of(exchange, sorting);
            case HTML -> new PlainListing(path);
            case JSON -> new JsonListing(path, walks);
            case NDJSON -> new NdjsonListing(walks);
            case TEXT -> new TextListing();
            case PYTHON -> new PythonListing(path);
        };
    }

    private Sorting byDefault(FormatName name) {
        return name == FormatName.PYTHON
                ? new Sorting(SortKey.NAME, false)
                : new Sorting(options.sort(), options.descending());
    }

    private Walk walk(HttpServerExchange exchange, ListingQuery query, Sorting sorting, ListingFormat format) {
        RequestPath start = exchange.getAttachment(RequestTarget.KEY).path();
        int depth = query.depth().orElse(options.depth());
        WalkLimits limits = query.find().isPresent()
                ? WalkLimits.ofSearch(depth, query.depth().isPresent())
                : WalkLimits.ofListing(depth);
        WalkGate.Pass pass = gate.enter(mounts.slowPlace(start));
        Presence client = new Presence(() -> hasClosed.test(exchange));
        return new Walk(mounts, start, limits, query.find(), sorting, format, pass, client);
    }

    private static AcceptList accept(HttpServerExchange exchange) {
        return AcceptList.of(FieldLines.joined(exchange.getRequestHeaders().get(Headers.ACCEPT)));
    }
}
