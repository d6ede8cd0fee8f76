package io.vmshare.template;

import io.undertow.server.HttpServerExchange;
import io.vmshare.content.CallerUrl;
import io.vmshare.content.FileForm;
import io.vmshare.http.RequestRefused;
import io.vmshare.path.LocatedFile;
import io.vmshare.path.Name;
import io.vmshare.path.RequestPath;
import io.vmshare.send.Representation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files with the names of the share replaced by what this caller uses. Thread-safe. */
public final class TemplateForm implements FileForm {

    /** Longer files are not read for this. */
    static final int MAX_BYTES = 1024 * 1024;

    /** No name is longer (RFC 1035 §2.3.4), and each byte of it is as many as the file names it often. */
    private static final int MAX_HOST = 255;

    private static final int MAX_LOOKS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(TemplateForm.class);

    private final List<TemplateGlob> globs;
    private final TemplateRoom room;

    /** Creates the form of the files that {@code options} name. */
    public TemplateForm(TemplateOptions options) {
        this(options, new TemplateRoom());
    }

    TemplateForm(TemplateOptions options, TemplateRoom room) {
        this.globs = options.globs().stream().map(TemplateGlob::parse).toList();
        this.room = room;
    }

    /** What was read, each byte as a character below U+0100, and whether it is what the file held at one moment. */
    private record Content(String text, boolean steady) {}

    @Override
    public Optional<Representation> of(
            HttpServerExchange exchange, Representation plain, LocatedFile file, RequestPath path) throws IOException {
        if (!matches(path)) {
            return Optional.empty();
        }
        Content content = read(file);
        if (content == null) {
            LOG.warn("Longer than 1 MiB, so nothing is replaced in it: {}", path.render());
            return Optional.empty();
        }
        if (!TemplateText.holdsNames(content.text)) {
            return Optional.empty();
        }
        if (!TemplateText.isText(content.text.getBytes(StandardCharsets.ISO_8859_1))) {
            LOG.warn("No UTF-8 text, so nothing is replaced in it; save it as UTF-8: {}", path.render());
            return Optional.empty();
        }
        return Optional.of(filledIn(exchange, plain, content.text, content.steady));
    }

    private boolean matches(RequestPath path) {
        List<String> names = path.segments().stream().map(Name::text).toList();
        for (TemplateGlob glob : globs) {
            if (glob.matches(names)) {
                return true;
            }
        }
        return false;
    }

    private Representation filledIn(HttpServerExchange exchange, Representation plain, String text, boolean steady) {
        TemplateValues values = valuesOf(exchange);
        long length = TemplateText.length(text, values);
        if (!room.take(length)) {
            throw new RequestRefused(503, "too many such files are being sent; try again");
        }
        byte[] bytes = TemplateText.replace(text, values).getBytes(StandardCharsets.ISO_8859_1);
        return new TemplateRepresentation(plain, bytes, steady, room);
    }

    private static TemplateValues valuesOf(HttpServerExchange exchange) {
        CallerUrl url = CallerUrl.of(exchange);
        if (url.host().length() > MAX_HOST) {
            throw new RequestRefused(400, "Host is longer than any name");
        }
        return new TemplateValues(
                url.root(),
                url.host(),
                String.valueOf(url.port()),
                TemplateValues.textOf(exchange.getSourceAddress().getAddress()));
    }

    /**
     * Reads the whole file, or null if it is too long. One that has been written to since it was opened is read until it is
     * twice the same, but only so often.
     */
    private static @Nullable Content read(LocatedFile file) throws IOException {
        String text = all(file);
        if (text == null || (file.modified() != null && file.change() == LocatedFile.Change.NONE)) {
            return text == null ? null : new Content(text, true);
        }
        for (int looks = 2; looks <= MAX_LOOKS; looks++) {
            String again = all(file);
            if (again == null) {
                return null;
            }
            if (text.equals(again)) {
                return new Content(text, true);
            }
            text = again;
        }
        return new Content(text, false);
    }

    private static @Nullable String all(LocatedFile file) throws IOException {
        SeekableByteChannel channel = file.channel();
        if (channel.size() > MAX_BYTES) {
            return null;
        }
        channel.position(0);
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        int read = 0;
        while (read >= 0 && bytes.hasRemaining()) {
            read = channel.read(bytes);
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }
}
