package io.vmshare.cli.page;

import io.vmshare.cli.client.Exchange;
import io.vmshare.cli.client.ShareProgram;
import io.vmshare.fixtures.HostileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A directory, a program that shares it and, for those who ask for one, a browser: for {@code @RegisterExtension} in a static
 * field, once for all tests of a class. After each test the browser has nothing to complain of, and after the last one all
 * is gone.
 */
final class PageExtension implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    /** Fills a directory that is there. */
    interface Tree {
        void create(Path root) throws IOException, InterruptedException;
    }

    /** Starts a program that shares a directory. */
    interface Start {
        ShareProgram of(Path root) throws IOException, InterruptedException;
    }

    private static final Path MEMORY = Path.of("/dev/shm");

    private final Tree tree;
    private final Start start;
    private boolean inMemory;
    private @Nullable Path directory;
    private @Nullable ShareProgram share;
    private @Nullable Browser browser;

    private PageExtension(Tree tree, Start start) {
        this.tree = tree;
        this.start = start;
    }

    /** Returns one that fills the directory before it starts the program. */
    static PageExtension of(Tree tree, Start start) {
        return new PageExtension(tree, start);
    }

    /** Has the directory in memory, where there is such a place: many files are made in a moment there. */
    PageExtension inMemory() {
        inMemory = Files.isWritable(MEMORY);
        return this;
    }

    /** Returns a directory around the one that is shared, for what is to go with it. */
    Path directory() {
        return Objects.requireNonNull(directory, "no test has begun");
    }

    /** Returns the directory that is shared. */
    Path root() {
        return directory().resolve("root");
    }

    ShareProgram share() {
        return Objects.requireNonNull(share, "no test has begun");
    }

    /** Returns the browser, which is started for the first test. */
    Browser browser() {
        return browser(true);
    }

    /** Returns the same for a class whose browser runs no script of a page. */
    Browser browserWithoutScript() {
        return browser(false);
    }

    private Browser browser(boolean script) {
        if (browser == null) {
            try {
                browser = script ? Browser.open() : Browser.withoutScript();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return browser;
    }

    /** Waits until a request for this target is in the log of the program, which has to keep one. */
    void awaitRequest(String target) {
        browser().until("GET " + target, () -> {
            try {
                return share().exchanges().stream().map(Exchange::target).anyMatch(target::equals);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        directory = inMemory ? Files.createTempDirectory(MEMORY, "page") : Files.createTempDirectory("page");
        tree.create(Files.createDirectory(root()));
        share = start.of(root());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (browser != null) {
            browser.assertNoComplaints();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        try {
            if (browser != null) {
                browser.close();
            }
        } finally {
            if (share != null) {
                share.close();
            }
            HostileTree.delete(directory());
        }
    }
}
