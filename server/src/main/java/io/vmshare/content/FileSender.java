package io.vmshare.content;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.vmshare.growing.Growth;
import io.vmshare.http.AcceptEncoding;
import io.vmshare.http.FieldLines;
import io.vmshare.http.Validators;
import io.vmshare.kept.KeptFiles;
import io.vmshare.path.Located;
import io.vmshare.path.LocatedFile;
import io.vmshare.path.Mounts;
import io.vmshare.path.Name;
import io.vmshare.path.RequestPath;
import io.vmshare.path.RequestTarget;
import io.vmshare.send.Representation;
import io.vmshare.send.RepresentationWriter;
import io.vmshare.send.Workplace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends a located file, in the form that the request asks for (RFC 9110 §12.5.3). Thread-safe. */
public final class FileSender {

    /** In our order, for clients that have none. */
    private static final List<String> CODINGS = List.of("br", "zstd", GzipRepresentation.CODING);

    /** Tells those who follow a growing file whether more may come. */
    private static final HttpString SHARE_INPUT = new HttpString("Share-Input");

    private final RepresentationWriter writer;
    private final MediaTypes mediaTypes;
    private final Optional<Mounts> siblings;
    private final FileForm form;
    private final FileFields fields;
    private final Optional<KeptFiles> kept;
    private final boolean index;
    private final GzipRoom room = new GzipRoom();

    /**
     * Creates one.
     *
     * @param siblings where compressed files beside a file are looked for, if they are
     * @param form what comes before any coding
     * @param fields what else is said of the form that is chosen
     * @param kept where what is sent is kept for those who ask next, if it is
     * @param index whether index files stand for their directories; if not, they are not kept, since their answers depend on
     *     more than the file
     */
    public FileSender(
            RepresentationWriter writer,
            MediaTypes mediaTypes,
            Optional<Mounts> siblings,
            FileForm form,
            FileFields fields,
            Optional<KeptFiles> kept,
            boolean index) {
        this.writer = writer;
        this.mediaTypes = mediaTypes;
        this.siblings = siblings;
        this.form = form;
        this.fields = fields;
        this.kept = kept;
        this.index = index;
    }

    /** Takes over {@code file}, which is at {@code path}, and sends it. */
    public void send(HttpServerExchange exchange, LocatedFile file, RequestPath path) throws IOException {
        file.take();
        Optional<Growth> growth = file.growth();
        if (growth.isPresent()) {
            exchange.getResponseHeaders().put(SHARE_INPUT, growth.get().state().word());
        }
        String name = file.name().text();
        RequestTarget target = exchange.getAttachment(RequestTarget.KEY);
        boolean download = target.asks("download");
        String mediaType = mediaTypes.typeOf(name);
        String disposition = download ? Attachment.of(file.name()) : null;
        FileRepresentation plain = target.asks("view") // as the page shows it
                ? FileRepresentation.aside(file, mediaType, disposition)
                : new FileRepresentation(file, mediaType, disposition);
        Representation chosen = plain;
        boolean ours = false;
        try {
            Optional<Representation> own = form.of(exchange, plain, file, path);
            chosen = own.orElse(plain);
            MediaTypes.Codings codings = own.isPresent() ? MediaTypes.Codings.NONE : mediaTypes.codingsOf(name);
            boolean gzip = codings == MediaTypes.Codings.ALL && GzipRepresentation.fits(file.length());
            boolean beside = codings != MediaTypes.Codings.NONE && siblings.isPresent();
            if (gzip || beside) {
                exchange.getResponseHeaders().put(Headers.VARY, Headers.ACCEPT_ENCODING_STRING);
                chosen = encoded(exchange, plain, file, path, gzip, beside).orElse(plain);
            }
            boolean asItIs = own.isEmpty() && !download && (index || !DirectoryHandler.isIndexFile(file.name()));
            if (asItIs && kept.isPresent() && Workplace.of(exchange).local()) {
                keep(path, file, plain, gzip || beside);
            }
            ours = true;
        } finally {
            if (!ours) {
                plain.close();
            }
        }
        writer.write(exchange, fields.around(exchange, chosen));
    }

    /**
     * Takes over {@code file}, which is at {@code path}, and returns what {@link #send} sends of it to a client that accepts no
     * coding. The caller closes it.
     */
    public Representation uncoded(HttpServerExchange exchange, LocatedFile file, RequestPath path) throws IOException {
        file.take();
        FileRepresentation plain =
                new FileRepresentation(file, mediaTypes.typeOf(file.name().text()), null);
        boolean made = false;
        try {
            Representation chosen = form.of(exchange, plain, file, path).orElse(plain);
            made = true;
            return chosen;
        } finally {
            if (!made) {
                plain.close();
            }
        }
    }

    /** Takes over {@code file}, which is not of the share, and sends it as it is, to be saved as {@code name}. */
    public void sendAs(HttpServerExchange exchange, LocatedFile file, Name name) throws IOException {
        file.take();
        writer.write(exchange, FileRepresentation.aside(file, mediaTypes.typeOf(name.text()), Attachment.of(name)));
    }

    private void keep(RequestPath path, LocatedFile file, FileRepresentation plain, boolean coded) {
        Validators validators = plain.validators();
        KeptFiles.Description description = fields -> {
            RepresentationWriter.describe(fields, plain, validators);
            if (coded) {
                fields.put(Headers.VARY, Headers.ACCEPT_ENCODING_STRING);
            }
        };
        kept.orElseThrow().offer(path, file, validators, description, coded);
    }

    /** Ranges are those of the file as it is. */
    private Optional<Representation> encoded(
            HttpServerExchange exchange,
            FileRepresentation plain,
            LocatedFile file,
            RequestPath path,
            boolean gzip,
            boolean beside)
            throws IOException {
        HeaderMap request = exchange.getRequestHeaders();
        if (request.contains(Headers.RANGE) || !request.contains(Headers.ACCEPT_ENCODING)) {
            return Optional.empty();
        }
        AcceptEncoding accept = AcceptEncoding.of(FieldLines.joined(request.get(Headers.ACCEPT_ENCODING)));
        List<String> offered = new ArrayList<>(beside ? CODINGS : List.of(GzipRepresentation.CODING));
        for (Optional<String> coding = accept.best(offered); coding.isPresent(); coding = accept.best(offered)) {
            Optional<Representation> found =
                    beside ? sibling(exchange, plain, file, path, coding.get()) : Optional.empty();
            if (found.isEmpty() && gzip && coding.get().equals(GzipRepresentation.CODING)) {
                found = GzipRepresentation.of(plain, file, room);
            }
            if (found.isPresent()) {
                return found;
            }
            offered.remove(coding.get());
        }
        return Optional.empty();
    }

    /** Returns the compressed file beside {@code file}; one that is older than that is not of its content. */
    private Optional<Representation> sibling(
            HttpServerExchange exchange, FileRepresentation plain, LocatedFile file, RequestPath path, String coding)
            throws IOException {
        List<Name> names = new ArrayList<>(path.segments());
        Name last = names.remove(names.size() - 1);
        names.add(Name.ofBytes(last.bytes() + PrecompressedRepresentation.SUFFIXES.get(coding)));
        try (Located located = locate(exchange, new RequestPath(names, false))) {
            if (!(located instanceof LocatedFile sibling)
                    || sibling.modified() == null
                    || file.modified() == null
                    || sibling.isOlderThan(file)) {
                return Optional.empty();
            }
            sibling.take();
            FileRepresentation bytes = new FileRepresentation(sibling, "", null);
            return Optional.of(new PrecompressedRepresentation(plain, bytes, coding));
        }
    }

    /** A link may lead where a stat hangs, so it is followed where that harms nobody else, and else there is nothing. */
    private Located locate(HttpServerExchange exchange, RequestPath path) throws IOException {
        Mounts mounts = siblings.orElseThrow();
        return Workplace.of(exchange).local()
                ? mounts.locateWithoutLinks(path).orElse(Located.MISSING)
                : mounts.locate(path);
    }
}
