package io.vmshare.listing.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** What every page holds, as it lies in the jar, and the policy that names it by its hashes. Read with the first page. */
final class PageAssets {

    static final String STYLE = text("page.css");
    static final String SCRIPT = text("page.js");
    static final String SPRITE = text("sprite.svg");

    /**
     * Nothing runs but the script, and nothing is loaded but what it shows of the share itself: pictures, media, and the
     * beginning of texts. A PDF is shown from memory, declared as one whatever it holds, so that no frame can show a document
     * of the share in the page's origin.
     */
    static final String POLICY = "default-src 'none'; style-src '" + hash(STYLE) + "'; script-src '" + hash(SCRIPT)
            + "'; img-src 'self'; media-src 'self'; connect-src 'self'; frame-src blob:; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'";

    private PageAssets() {}

    /** Returns how a policy names {@code text} (CSP Level 3 §6.7.3.3). */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String text(String name) {
        try (InputStream in = PageAssets.class.getResourceAsStream(name)) {
            byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
