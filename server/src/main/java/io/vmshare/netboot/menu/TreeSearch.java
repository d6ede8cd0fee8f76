package io.vmshare.netboot.menu;

import io.vmshare.http.RequestRefused;
import io.vmshare.netboot.BootMenu;
import io.vmshare.netboot.TreeFiles;
import io.vmshare.netboot.recognise.Recogniser;
import io.vmshare.netboot.recognise.Wanted;
import io.vmshare.path.Located;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.LocatedFile;
import io.vmshare.path.Mounts;
import io.vmshare.path.Name;
import io.vmshare.path.NameList;
import io.vmshare.path.RequestPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * One search of a directory, the nearest first, through the fence: it sees what the share would serve. Where a stat may hang
 * it goes only if it was asked about that place. Used once, by one thread.
 */
public final class TreeSearch {

    /** Those of hundreds of trees; a search at a time for each of many clients has to fit into memory. */
    private static final int MOST_TEXT_BYTES = 4 * 1024 * 1024;

    private final Mounts mounts;
    private final SearchBudget budget;
    private final RequestPath start;
    private final Optional<String> place;
    private final long began = System.nanoTime();
    private final SearchNode.Waiting waiting = new SearchNode.Waiting();
    private final TreeSet<String> paths = new TreeSet<>();
    private final Map<String, String> texts = new HashMap<>();
    private String image = "";
    private int directories;
    private int entries;
    private int textBytes;
    private boolean complete = true;

    private TreeSearch(Mounts mounts, SearchBudget budget, RequestPath start) {
        this.mounts = mounts;
        this.budget = budget;
        this.start = new RequestPath(start.segments(), true);
        this.place = mounts.slowPlace(this.start);
    }

    /**
     * Returns what is recognised in the directory at {@code start}; what cannot be read, or is too much to look at, makes it
     * incomplete. It blocks, and goes no further than a listing of the directory may.
     */
    public static BootMenu of(Mounts mounts, RequestPath start) {
        return of(mounts, start, SearchBudget.DEFAULT);
    }

    static BootMenu of(Mounts mounts, RequestPath start, SearchBudget budget) {
        return new TreeSearch(mounts, budget, start).run();
    }

    private BootMenu run() {
        image = image();
        waiting.add(new SearchNode("", start, null));
        for (SearchNode next = waiting.poll(); next != null && !isSpent(); next = waiting.poll()) {
            Optional<String> slow = mounts.slowPlace(next.at);
            if (slow.isPresent() && !slow.equals(place)) {
                complete = false;
                continue;
            }
            directories++;
            try (Located located = mounts.locate(next.at)) {
                if (located instanceof LocatedDirectory directory) {
                    read(next, directory);
                } else if (mounts.readsImages()) {
                    paths.remove(EntryUrls.withoutSlash(
                            next.path)); // no image, or one that nobody may read: it boots nothing
                }
            } catch (IOException | RequestRefused e) {
                complete = false; // what cannot be read boots nothing; the rest does
            }
        }
        BootMenu menu = Recogniser.of(new TreeFiles(paths, texts, image));
        return new BootMenu(menu.entries(), menu.complete() && complete);
    }

    /** Returns the way from the start to the image that it lies in; empty if it lies in none. */
    private String image() {
        try {
            Optional<RequestPath> image = mounts.imageOf(start);
            if (image.isPresent()) {
                List<Name> names = image.get().segments();
                Name last = names.get(names.size() - 1);
                int up = start.segments().size() - names.size() + 1;
                return isText(last) ? "../".repeat(up) + last.text() : "";
            }
        } catch (IOException e) {
            complete = false; // it is gone
        }
        return "";
    }

    private void read(SearchNode node, LocatedDirectory directory) throws IOException {
        NameList names = directory.names();
        int most = budget.entriesOfOne();
        complete &= names.size() <= most;
        if (names.size() <= most) {
            node.names(names);
        }
        if (node.isLoop(start.isRoot() && !image.isEmpty())) {
            return;
        }
        if (!node.path.isEmpty()) {
            paths.add(node.path);
        }
        for (Name name : first(names, most)) {
            if (isSpent()) {
                return;
            }
            entries++;
            if (isText(name)) {
                Optional<EntryFacts> facts = directory.facts(name);
                if (facts.isPresent()) {
                    entry(node, name, facts.get());
                }
            }
        }
    }

    /** Returns the first {@code most} in the order of the search; of a huge directory no more are held at a time. */
    private static List<Name> first(NameList names, int most) {
        PriorityQueue<Name> kept = new PriorityQueue<>((a, b) -> order(b, a));
        for (Name name : names) {
            kept.add(name);
            if (kept.size() > most) {
                kept.remove();
            }
        }
        List<Name> first = new ArrayList<>(kept);
        first.sort(TreeSearch::order);
        return first;
    }

    /** Not made of {@link java.util.Comparator}'s parts: no class archive takes their lambdas. */
    private static int order(Name a, Name b) {
        int kinds = Boolean.compare(hasExtension(a), hasExtension(b));
        return kinds == 0 ? a.bytes().compareTo(b.bytes()) : kinds;
    }

    private void entry(SearchNode node, Name name, EntryFacts facts) throws IOException {
        String path = node.path + name.text();
        if (facts.directory()) {
            paths.add(path + "/");
            visit(node, name, path);
            return;
        }
        paths.add(path);
        if (SearchNode.isImageName(path)) {
            visit(node, name, path);
        }
        if (Wanted.reads(path) && facts.size() <= Wanted.MOST_BYTES) {
            textBytes += (int) facts.size();
            if (textBytes > MOST_TEXT_BYTES) {
                complete = false;
                return;
            }
            text(below(node, name, false)).ifPresent(text -> texts.put(path, text));
        }
    }

    private void visit(SearchNode node, Name name, String path) {
        if (Wanted.wants(path + "/")) {
            waiting.add(new SearchNode(path + "/", below(node, name, true), node));
        }
    }

    private static RequestPath below(SearchNode node, Name name, boolean slash) {
        List<Name> names = new ArrayList<>(node.at.segments());
        names.add(name);
        return new RequestPath(names, slash);
    }

    private Optional<String> text(RequestPath at) throws IOException {
        try (Located located = mounts.locate(at)) {
            if (!(located instanceof LocatedFile file)) {
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(file.length(), Wanted.MOST_BYTES));
            SeekableByteChannel channel = file.channel();
            channel.position(0);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // a short read is not the end
            }
            return Optional.of(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
        }
    }

    private boolean isSpent() {
        boolean spent = directories >= budget.directories()
                || entries >= budget.entries()
                || System.nanoTime() - began >= budget.time().toNanos();
        complete &= !spent;
        return spent;
    }

    /** Tells files, which mostly have one, from directories, so that many files do not use up what is for those. */
    private static boolean hasExtension(Name name) {
        return name.bytes().lastIndexOf('.') > 0;
    }

    /** A name that is no text, or would leave its line, is in no menu. */
    private static boolean isText(Name name) {
        String text = name.text();
        return text.chars().noneMatch(Character::isISOControl)
                && Name.ofText(text).equals(name);
    }
}
