package io.vmshare;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.vmshare.archive.ArchiveHandler;
import io.vmshare.content.ContentHandler;
import io.vmshare.content.DirectoryHandler;
import io.vmshare.content.FileForm;
import io.vmshare.content.FileSender;
import io.vmshare.content.HealthHandler;
import io.vmshare.content.MediaTypes;
import io.vmshare.digest.DigestHandler;
import io.vmshare.digest.FileDigests;
import io.vmshare.digest.ReprDigests;
import io.vmshare.filter.AccessLog;
import io.vmshare.filter.AnswerFields;
import io.vmshare.filter.ErrorBoundary;
import io.vmshare.filter.ErrorPage;
import io.vmshare.filter.FramingCheck;
import io.vmshare.filter.HostCheck;
import io.vmshare.filter.MethodCheck;
import io.vmshare.kept.KeptFiles;
import io.vmshare.listing.ListingHandler;
import io.vmshare.netboot.BootMenu;
import io.vmshare.netboot.menu.NetbootHandler;
import io.vmshare.path.Located;
import io.vmshare.path.Mounts;
import io.vmshare.path.OneFile;
import io.vmshare.path.RequestPath;
import io.vmshare.path.RequestTarget;
import io.vmshare.qr.picture.QrHandler;
import io.vmshare.self.SelfHandler;
import io.vmshare.send.RepresentationWriter;
import io.vmshare.send.Workplace;
import io.vmshare.template.TemplateForm;
import io.vmshare.wire.HeadGuard;
import java.nio.file.FileSystems;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A share as a handler for an Undertow of the caller's own, at its root or under a prefix. Thread-safe. Closing it ends
 * its threads and closes the files of downloads that were cut; it is to be closed after the Undertow it is mounted in.
 */
public final class ShareHandler implements HttpHandler, AutoCloseable {

    private final Mounts mounts;
    private final HttpHandler chain;
    private final Threads threads;
    private final RepresentationWriter writer;
    private final Optional<KeptFiles> kept;

    private ShareHandler(ShareOptions options, Mounts mounts, boolean keepsFiles) {
        this.mounts = mounts;
        Optional<OneFile> self = SharedPaths.self(options);
        this.kept = keepsFiles ? Optional.of(keptFiles(options, mounts)) : Optional.empty();
        this.threads = new Threads(mounts);
        this.writer = new RepresentationWriter(Clock.systemUTC(), options.stallTimeout(), options.transfers());
        this.chain = inOrder(
                List.of(
                        next -> accessLog(options, next),
                        next -> new AnswerFields(options.headers(), next),
                        ErrorPage::new,
                        ErrorBoundary::new,
                        FramingCheck::new,
                        HostCheck::new,
                        MethodCheck::new,
                        ShareHandler::withTarget,
                        HealthHandler::new,
                        threads::onTheRightThread,
                        ErrorBoundary::new, // again: what runs on another thread returns to nobody
                        next -> locate(mounts, threads, next)),
                choose(options, mounts, writer, kept, self));
    }

    /**
     * Returns a handler for the shared paths of {@code options}; its addresses, port, grace and limits are for
     * {@link ShareServer} and have no meaning here.
     *
     * @throws StartupException if a path cannot be shared
     */
    public static ShareHandler of(ShareOptions options) {
        return new ShareHandler(options, SharedPaths.open(options), false);
    }

    /**
     * Returns one that keeps the files it sends, if the options say so, for answers that never come to it. Where the system
     * does not tell when a file's state changed last, none is kept: content may change and its time be set back.
     */
    static ShareHandler keeping(ShareOptions options) {
        boolean tellsChanges =
                FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
        return new ShareHandler(options, SharedPaths.open(options), options.keepFiles() && tellsChanges);
    }

    /** Returns the files that are kept, if they are. */
    Optional<KeptFiles> kept() {
        return kept;
    }

    private static KeptFiles keptFiles(ShareOptions options, Mounts mounts) {
        return new KeptFiles(
                AnswerFields.of(options.headers()),
                path -> mounts.slowPlace(path).isPresent());
    }

    /** See {@link ShareServer#isOneImage}. */
    boolean isOneImage() {
        return mounts.isOneImage();
    }

    /** Returns what the share offers to boot at its root; see {@link BootScan#of}. */
    BootMenu bootMenu() {
        return BootScan.of(mounts);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        chain.handleRequest(exchange);
    }

    @Override
    public void close() {
        threads.close();
        writer.close();
        kept.ifPresent(KeptFiles::close);
    }

    private static HttpHandler choose(
            ShareOptions options,
            Mounts mounts,
            RepresentationWriter writer,
            Optional<KeptFiles> kept,
            Optional<OneFile> self) {
        MediaTypes types = MediaTypes.of(options.mediaTypes());
        BrowserPage page = new BrowserPage(options, mounts, self.isPresent());
        Predicate<HttpServerExchange> hasClosed = HeadGuard::hasClosed;
        ListingHandler listing = new ListingHandler(options.listing(), page, mounts, writer, hasClosed);
        FileForm form = options.templates().<FileForm>map(TemplateForm::new).orElse(FileForm.NONE);
        Optional<Mounts> siblings = options.precompressed() ? Optional.of(mounts) : Optional.empty();
        FileDigests digests = new FileDigests(hasClosed);
        ReprDigests fields = new ReprDigests(digests);
        FileSender sender = new FileSender(writer, types, siblings, form, fields, kept, options.index());
        HttpHandler directories = new DirectoryHandler(sender, mounts, options.index(), listing);
        HttpHandler listings = listing.asked(directories);
        HttpHandler archives = options.archives().isPresent()
                ? new ArchiveHandler(options.archives().get(), writer, mounts, hasClosed, listings)
                : listings;
        HttpHandler menus = new NetbootHandler(sender, writer, mounts, archives);
        HttpHandler content = new ContentHandler(sender, options.index(), new QrHandler(writer, menus));
        HttpHandler digested = new DigestHandler(sender, writer, mounts, digests, content);
        return new SelfHandler(self, sender, digested);
    }

    private static HttpHandler accessLog(ShareOptions options, HttpHandler next) {
        return options.accessLog().isPresent()
                ? new AccessLog(options.accessLog().get(), next)
                : next;
    }

    private static HttpHandler withTarget(HttpHandler next) {
        return exchange -> {
            exchange.putAttachment(RequestTarget.KEY, RequestTarget.of(exchange));
            next.handleRequest(exchange);
        };
    }

    /** Locates where the exchange is, and what links lead to where those may be followed. */
    private static HttpHandler locate(Mounts mounts, Threads threads, HttpHandler next) {
        HttpHandler anywhere = exchange -> answer(exchange, mounts.locate(pathOf(exchange)), next);
        HttpHandler guarded = new ErrorBoundary(anywhere);
        return exchange -> {
            if (!Workplace.of(exchange).local()) {
                anywhere.handleRequest(exchange);
                return;
            }
            Optional<Located> located = mounts.locateWithoutLinks(pathOf(exchange));
            if (located.isPresent()) {
                answer(exchange, located.get(), next);
            } else {
                threads.followLinks(exchange, guarded);
            }
        };
    }

    private static RequestPath pathOf(HttpServerExchange exchange) {
        return exchange.getAttachment(RequestTarget.KEY).path();
    }

    private static void answer(HttpServerExchange exchange, Located located, HttpHandler next) throws Exception {
        try (located) {
            exchange.putAttachment(Located.KEY, located);
            next.handleRequest(exchange);
        }
    }

    /** Returns the handler that passes {@code filters} in order, the first one first, and then {@code last}. */
    private static HttpHandler inOrder(List<UnaryOperator<HttpHandler>> filters, HttpHandler last) {
        HttpHandler chain = last;
        for (int i = filters.size() - 1; i >= 0; i--) {
            chain = filters.get(i).apply(chain);
        }
        return chain;
    }
}
