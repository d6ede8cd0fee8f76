package io.vmshare.netboot.recognise;

import io.vmshare.netboot.rows.AnswerKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The answer files and seeds, by the directory in which they lie. Built once, then only read. */
final class Answers {

    /** How many answer files of one tree are looked at. */
    static final int MOST = 16;

    private static final String HERE = "./";

    private final Map<Place, List<Answer>> byPlace = new HashMap<>();

    private record Place(String directory, AnswerKind kind) {}

    /** A file or a directory, which has a slash at its end. */
    record Answer(AnswerKind kind, String path) {}

    Answers(TreeIndex index) {
        for (String path : index.paths()) {
            String name = TreeIndex.name(path);
            String directory = TreeIndex.parent(path);
            if (path.endsWith("/")) {
                continue;
            } else if (name.equals("user-data") && index.has(directory + "meta-data")) {
                add(directory, new Answer(AnswerKind.SEED, directory.isEmpty() ? HERE : directory));
                if (!directory.isEmpty()) {
                    add(TreeIndex.parent(directory), new Answer(AnswerKind.SEED, directory));
                }
            } else {
                AnswerKind.of(name).ifPresent(kind -> add(directory, new Answer(kind, path)));
            }
        }
    }

    private void add(String directory, Answer answer) {
        byPlace.computeIfAbsent(new Place(directory, answer.kind()), place -> new ArrayList<>())
                .add(answer);
    }

    /**
     * Returns the answers of a kind in a tree's root and in the directory that the tree lies in, one more than are looked
     * at if there are more.
     *
     * @param withParent whether the directory above may have answers for this tree
     */
    Set<Answer> of(String root, AnswerKind kind, boolean withParent) {
        Set<Answer> answers = new LinkedHashSet<>();
        collect(answers, root, kind);
        if (withParent && !root.isEmpty()) {
            collect(answers, TreeIndex.parent(root), kind);
        }
        return answers;
    }

    private void collect(Set<Answer> answers, String directory, AnswerKind kind) {
        for (Answer answer : byPlace.getOrDefault(new Place(directory, kind), List.of())) {
            if (answers.size() > MOST) {
                return;
            }
            answers.add(answer);
        }
    }
}
