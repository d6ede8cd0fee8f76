package io.vmshare.netboot.recognise;

import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootEntry.Companion;
import io.vmshare.netboot.BootMenu;
import io.vmshare.netboot.TreeFiles;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A tree of the files in {@code src-test-resources/netboot}, one file for each row. A line that begins with three equals
 * signs begins a tree, a near miss if its name says so; then come paths, one a line, those without which it is no such
 * tree after an exclamation mark; {@code text} and a path are followed by that file's lines after a bar each; what is
 * recognised comes after an arrow.
 */
record TreeCase(
        String row,
        String name,
        List<String> paths,
        List<String> needed,
        Map<String, String> texts,
        List<String> expected) {

    static List<TreeCase> all() throws IOException, URISyntaxException {
        List<TreeCase> cases = new ArrayList<>();
        for (Path file : files()) {
            cases.addAll(read(file));
        }
        return cases;
    }

    static List<Path> files() throws IOException, URISyntaxException {
        List<Path> files = new ArrayList<>();
        Path directory = Path.of(TreeCase.class.getResource("/netboot").toURI());
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, "*.txt")) {
            stream.forEach(files::add);
        }
        files.sort(Comparator.comparing(file -> file.toString().replace(".txt", "")));
        return files;
    }

    private static List<TreeCase> read(Path file) throws IOException {
        List<TreeCase> cases = new ArrayList<>();
        String row = file.getFileName().toString().replace(".txt", "");
        TreeCase last = null;
        String text = "";
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("=== ")) {
                last = new TreeCase(
                        row,
                        line.substring(4),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new HashMap<>(),
                        new ArrayList<>());
                cases.add(last);
            } else if (last == null) {
                throw new AssertionError("no tree before: " + line);
            } else if (line.startsWith("=> ")) {
                last.expected.add(line.substring(3));
            } else if (line.startsWith("text ")) {
                text = line.substring(5);
            } else if (line.startsWith("|")) {
                last.texts.merge(text, line.substring(1).strip() + "\n", String::concat);
            } else if (line.startsWith("! ")) {
                last.paths.add(line.substring(2));
                last.needed.add(line.substring(2));
            } else if (!line.isEmpty()) {
                last.paths.add(line);
            }
        }
        return cases;
    }

    boolean isNearMiss() {
        return name.startsWith("near: ");
    }

    BootMenu menu() {
        return menu(paths);
    }

    /** Returns the menu as if the tree had other paths. */
    BootMenu menu(List<String> others) {
        return Recogniser.of(new TreeFiles(withParents(others), texts, ""));
    }

    /** Adds the directories, as they are found when a tree is listed. */
    static TreeSet<String> withParents(List<String> paths) {
        TreeSet<String> all = new TreeSet<>(paths);
        for (String path : paths) {
            for (int end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
                all.add(path.substring(0, end + 1));
            }
        }
        return all;
    }

    /** Returns an entry as one line. */
    static String line(BootEntry entry) {
        List<String> loaded = new ArrayList<>();
        loaded.add(entry.file());
        for (Companion companion : entry.companions()) {
            loaded.add(companion.name().isEmpty() ? companion.path() : companion.name() + "=" + companion.path());
        }
        String line = String.join(
                " | ",
                entry.row(),
                entry.title(),
                entry.tree(),
                String.join(" + ", loaded),
                String.join(" ", entry.arguments()),
                entry.image(),
                entry.answer(),
                entry.missing());
        return line.replaceAll("[ |]+$", "");
    }

    @Override
    public String toString() {
        return row + ", " + name;
    }
}
