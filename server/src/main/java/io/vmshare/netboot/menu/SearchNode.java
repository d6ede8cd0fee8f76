package io.vmshare.netboot.menu;

import io.vmshare.path.Name;
import io.vmshare.path.RequestPath;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A directory, or what may be one. Not thread-safe. */
final class SearchNode {

    /** The path from where the search began: empty, or with a slash at its end. */
    final String path;

    final RequestPath at;
    private final @Nullable SearchNode parent;
    private final boolean inImage;
    private Set<Name> names = Set.of();

    SearchNode(String path, RequestPath at, @Nullable SearchNode parent) {
        this.path = path;
        this.at = at;
        this.parent = parent;
        this.inImage = isImageName(path) || (parent != null && parent.inImage);
    }

    /** Keeps what lies in it, of which there are not too many. */
    void names(List<Name> found) {
        names = Set.copyOf(new HashSet<>(found));
    }

    /**
     * Returns whether it is one above once more: a link there gives the same names again, and so does the one image that is
     * shared. That lies, too, beside what it holds. A single name is too little to tell by.
     */
    boolean isLoop(boolean ofOneImage) {
        for (SearchNode above = parent; above != null && names.size() > 1; above = above.parent) {
            int more = above.names.size() - names.size();
            boolean same = more == 0 || (more == 1 && ofOneImage && above.parent == null);
            if (same && above.names.containsAll(names)) {
                return true;
            }
        }
        return false;
    }

    /** Only the share knows whether it is a tree, too; this spares asking for every file. */
    static boolean isImageName(String path) {
        String lower = EntryUrls.withoutSlash(path).toLowerCase(Locale.ROOT);
        return lower.endsWith(".iso") || lower.endsWith(".zip");
    }

    /** Those that wait to be read, the nearest first, in turn one in an image and one that is not. */
    static final class Waiting {

        private final Queue<SearchNode> inImages = new ArrayDeque<>();
        private final Queue<SearchNode> others = new ArrayDeque<>();
        private boolean imageNext;

        void add(SearchNode node) {
            (node.inImage ? inImages : others).add(node);
        }

        /** Returns the next; null if there is none. */
        @Nullable
        SearchNode poll() {
            imageNext = !imageNext;
            boolean image = others.isEmpty() || (imageNext && !inImages.isEmpty());
            return (image ? inImages : others).poll();
        }
    }
}
