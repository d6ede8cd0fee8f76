package io.vmshare.image;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Leads from the top of an image to what a path names, link by link, and never out of it: the top is its own parent, and an
 * absolute link starts there.
 */
final class Way {

    /** As many as Linux follows (path_resolution(7)). */
    private static final int MAX_LINKS = 40;

    /** Linux's PATH_MAX. */
    private static final int MAX_TARGET = 4096;

    /** What links may lengthen a way to: each step may read a directory. */
    private static final int MAX_STEPS = 1024;

    /**
     * What a path leads to.
     *
     * @param path the way to it without links
     * @param node what is there
     */
    record End(ImagePath path, ImageNode node) {}

    private record Step(String name, ImageNode node) {}

    private final ImagePath asked;
    private final Deque<String> ahead = new ArrayDeque<>();
    private final List<Step> behind = new ArrayList<>();
    private final ImageNode top;
    private int links;

    private Way(ImagePath asked, ImageNode top) {
        this.asked = asked;
        this.top = top;
    }

    static boolean followsLinks(LinkOption... options) {
        return !Arrays.asList(options).contains(LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Returns what {@code path} leads to.
     *
     * @param last whether a link at its end is followed, too
     */
    static End follow(ImagePath path, boolean last) throws IOException {
        return new Way(path, path.getFileSystem().root()).follow(last);
    }

    private End follow(boolean last) throws IOException {
        ahead.addAll(asked.names());
        for (int steps = 0; !ahead.isEmpty(); steps++) {
            if (steps > MAX_STEPS && links > 0) {
                throw new FileSystemLoopException(asked.toString());
            }
            step(last);
        }
        List<String> names = behind.stream().map(Step::name).toList();
        return new End(new ImagePath(asked.getFileSystem(), true, names), here());
    }

    private ImageNode here() {
        return behind.isEmpty() ? top : behind.get(behind.size() - 1).node();
    }

    private void step(boolean last) throws IOException {
        String name = ahead.remove();
        if (here().kind() != ImageNode.Kind.DIRECTORY) {
            throw new NotDirectoryException(asked.toString());
        }
        if (name.equals(".")) {
            return;
        }
        if (name.equals("..")) {
            if (!behind.isEmpty()) {
                behind.remove(behind.size() - 1);
            }
            return;
        }
        Optional<ImageNode> next = here().child(name);
        if (next.isEmpty()) {
            throw new NoSuchFileException(asked.toString());
        }
        if (next.get().kind() == ImageNode.Kind.LINK && (last || !ahead.isEmpty())) {
            turn(next.get().target());
        } else {
            behind.add(new Step(name, next.get()));
        }
    }

    /** Goes on where a link leads. */
    private void turn(String target) throws IOException {
        if (++links > MAX_LINKS) {
            throw new FileSystemLoopException(asked.toString());
        }
        if (target.isEmpty() || target.length() >= MAX_TARGET || target.indexOf('\0') >= 0) {
            throw new NoSuchFileException(asked.toString(), null, "a link that leads nowhere");
        }
        if (target.startsWith("/")) {
            behind.clear();
        }
        ImagePath path = ImagePath.parse(asked.getFileSystem(), target);
        List<String> names = new ArrayList<>(path.names());
        Collections.reverse(names);
        names.forEach(ahead::addFirst);
    }
}
