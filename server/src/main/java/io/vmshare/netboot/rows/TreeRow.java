package io.vmshare.netboot.rows;

import io.vmshare.netboot.Architecture;
import io.vmshare.netboot.BootEntry.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One layout of one kind of tree, and how it is started. Layouts that differ only in where their files are share an id.
 * Patterns are those of {@link PathPattern}. Built once, then only read.
 */
public final class TreeRow {

    private final String id;
    private final String name;
    private final String use;
    private final Start start;
    private final PathPattern anchor;
    private final List<List<PathPattern>> initrds = new ArrayList<>();
    private final List<Named> extras = new ArrayList<>();
    private final List<List<PathPattern>> signs = new ArrayList<>();
    private final List<PathPattern> strangers = new ArrayList<>();
    private List<String> arguments = List.of();
    private Optional<AnswerKind> answer = Optional.empty();
    private String source = "";
    private String missing = "";
    private String imageName = "";
    private Architecture madeFor = Architecture.UNKNOWN;
    private Optional<PathPattern> architectureIn = Optional.empty();
    private boolean whole;
    private boolean anyCase;

    /** A file that goes into the initial file system under a name. */
    public record Named(PathPattern pattern, String name, boolean optional) {}

    private TreeRow(String id, String name, String use, Start start, String anchor) {
        this.id = id;
        this.name = name;
        this.use = use;
        this.start = start;
        this.anchor = PathPattern.of(anchor);
    }

    /** Begins a row of what is installed from a kernel; the kernel's path is the first sign. */
    static TreeRow installer(String id, String name, String kernel) {
        return new TreeRow(id, name, "installer", Start.KERNEL, kernel);
    }

    /** Begins a row of what runs without being installed. */
    static TreeRow live(String id, String name, String kernel) {
        return new TreeRow(id, name, "live", Start.KERNEL, kernel);
    }

    /** Begins a row of what is no kernel; the path is the first sign. */
    static TreeRow other(Start start, String id, String name, String path) {
        return new TreeRow(id, name, "", start, path);
    }

    /** Wants an initrd, the first of these paths that is there. */
    TreeRow initrd(String... paths) {
        initrds.add(patterns(paths));
        return this;
    }

    /** Wants a file, which is loaded under a name. */
    TreeRow load(String path, String as) {
        extras.add(new Named(PathPattern.of(path), as, false));
        return this;
    }

    /** Loads a file under a name if it is there. */
    TreeRow loadIfThere(String path, String as) {
        extras.add(new Named(PathPattern.of(path), as, true));
        return this;
    }

    /** Wants one of these; a path with a slash at its end is a directory. */
    TreeRow sign(String... paths) {
        signs.add(patterns(paths));
        return this;
    }

    /** Wants none of these. */
    TreeRow without(String... paths) {
        strangers.addAll(patterns(paths));
        return this;
    }

    TreeRow arguments(String... words) {
        arguments = List.of(words);
        return this;
    }

    TreeRow answer(AnswerKind kind) {
        answer = Optional.of(kind);
        return this;
    }

    /** Sets what every such tree lacks. */
    TreeRow missing(String what) {
        missing = what;
        return this;
    }

    /** Loads the image itself, under a name. */
    TreeRow loadImage(String as) {
        imageName = as;
        return this;
    }

    TreeRow madeFor(Architecture architecture) {
        madeFor = architecture;
        return this;
    }

    /** Tells the architecture by which of these is there. */
    TreeRow architectureIn(String path) {
        architectureIn = Optional.of(PathPattern.of(path));
        return this;
    }

    /** All that is below such a tree belongs to it. */
    TreeRow whole() {
        whole = true;
        return this;
    }

    /** Finds the paths in any letter case. */
    TreeRow anyCase() {
        anyCase = true;
        return this;
    }

    TreeRow source(String who) {
        source = who;
        return this;
    }

    private static List<PathPattern> patterns(String... paths) {
        List<PathPattern> patterns = new ArrayList<>();
        for (String path : paths) {
            patterns.add(PathPattern.of(path));
        }
        return patterns;
    }

    public String id() {
        return id;
    }

    /** Returns what a menu calls it, unless the tree has a name of its own. */
    public String name() {
        return name;
    }

    /** Returns what it is for: {@code installer}, {@code live} or nothing. */
    public String use() {
        return use;
    }

    public Start start() {
        return start;
    }

    /** Returns the path by which it is found: of the kernel, if it has one. */
    public PathPattern anchor() {
        return anchor;
    }

    public List<List<PathPattern>> initrds() {
        return initrds;
    }

    public List<Named> extras() {
        return extras;
    }

    public List<List<PathPattern>> signs() {
        return signs;
    }

    public List<PathPattern> strangers() {
        return strangers;
    }

    public List<String> arguments() {
        return arguments;
    }

    public List<String> arguments(Map<String, String> names) {
        return arguments.stream().map(word -> PathPattern.fill(word, names)).toList();
    }

    public Optional<AnswerKind> answer() {
        return answer;
    }

    public String source() {
        return source;
    }

    public String missing() {
        return missing;
    }

    /** Returns under which name the image is loaded; empty if it is not. */
    public String imageName() {
        return imageName;
    }

    /** Returns what it is always made for; unknown if that differs. */
    public Architecture madeFor() {
        return madeFor;
    }

    /** Returns the path that has the architecture's name in it, if there is such a one beside the kernel's. */
    public Optional<PathPattern> architectureIn() {
        return architectureIn;
    }

    public boolean needsImage() {
        return !imageName.isEmpty() || arguments.stream().anyMatch(word -> word.contains("{image}"));
    }

    public boolean isWhole() {
        return whole;
    }

    public boolean isAnyCase() {
        return anyCase;
    }

    /** Returns all paths that the row looks at. */
    public List<PathPattern> paths() {
        List<PathPattern> paths = new ArrayList<>(strangers);
        paths.add(anchor);
        architectureIn.ifPresent(paths::add);
        initrds.forEach(paths::addAll);
        signs.forEach(paths::addAll);
        extras.forEach(extra -> paths.add(extra.pattern()));
        return paths;
    }
}
