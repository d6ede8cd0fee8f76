package io.vmshare.netboot.recognise;

import io.vmshare.netboot.Architecture;
import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootEntry.Companion;
import io.vmshare.netboot.BootEntry.Start;
import io.vmshare.netboot.recognise.Answers.Answer;
import io.vmshare.netboot.recognise.RowMatcher.Found;
import io.vmshare.netboot.rows.AnswerKind;
import io.vmshare.netboot.rows.PathPattern;
import io.vmshare.netboot.rows.TreeRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes entries of the trees that were found. For one use. */
final class TreeEntries {

    private static final String NO_IMAGE = "it loads its ISO whole: put that, and no other one, beside it";
    private static final String NO_WIMBOOT = "put wimboot (https://ipxe.org/wimboot) beside it";
    private static final String NO_PEINIT = "put a winpeshl.ini beside it that starts Setup with this file";
    private static final String NOT_PREPARED = "its ISO has to be prepared for an automatic installation";

    private final TreeIndex index;
    private final Map<String, TreeTexts> texts = new HashMap<>();

    TreeEntries(TreeIndex index) {
        this.index = index;
    }

    /** Returns the entry that asks its user. */
    BootEntry plain(Found found) {
        TreeRow row = found.row();
        TreeTexts told = texts.computeIfAbsent(found.root(), index::texts);
        Architecture architecture = architecture(found, told);
        String image = image(found);
        String file = file(found);
        String missing = row.missing();
        if (row.needsImage() && image.isEmpty()) {
            missing = NO_IMAGE;
        } else if (row.start() == Start.WIMBOOT && file.isEmpty()) {
            missing = NO_WIMBOOT;
        }
        return new BootEntry(
                row.id(),
                title(found, told.product(), architecture),
                architecture,
                row.start(),
                found.root(),
                image,
                file,
                companions(found, image),
                arguments(found),
                "",
                missing);
    }

    /** Returns the entry again, with an answer file. */
    static BootEntry with(Answer answer, BootEntry plain) {
        List<String> arguments = new ArrayList<>(plain.arguments());
        arguments.addAll(answer.kind().arguments());
        List<Companion> companions = new ArrayList<>(plain.companions());
        String missing = plain.missing();
        if (answer.kind() == AnswerKind.UNATTEND) {
            boolean started = companions.stream().anyMatch(one -> one.name().equals("winpeshl.ini"));
            companions.add(new Companion(answer.path(), "autounattend.xml"));
            missing = missing.isEmpty() && !started ? NO_PEINIT : missing;
        } else if (answer.kind() == AnswerKind.PROXMOX && missing.isEmpty()) {
            missing = NOT_PREPARED;
        }
        String name = answer.path().equals("./") ? "user-data" : TreeTexts.plain(TreeIndex.name(answer.path()), 40);
        return new BootEntry(
                plain.row(),
                plain.title() + ", " + (name.isEmpty() ? "automatic" : name),
                plain.architecture(),
                plain.start(),
                plain.tree(),
                plain.image(),
                plain.file(),
                companions,
                arguments,
                answer.path(),
                missing);
    }

    private static String title(Found found, String product, Architecture architecture) {
        TreeRow row = found.row();
        StringBuilder title = new StringBuilder(row.name());
        if (row.start() == Start.KERNEL || row.start() == Start.WIMBOOT) {
            title.setLength(0);
            title.append(product.isEmpty() ? row.name() : product);
        }
        String use = row.start() == Start.WIMBOOT ? "installer" : row.use();
        title.append(use.isEmpty() ? "" : " " + use);
        for (String name : List.of("suite", "flavour", "tail", "version")) {
            String value = TreeTexts.plain(found.names().getOrDefault(name, ""), 40);
            title.append(value.isEmpty() ? "" : " " + (value.startsWith("-") ? value.substring(1) : value));
        }
        return title + (architecture == Architecture.UNKNOWN ? "" : " (" + architecture.id() + ")");
    }

    private Architecture architecture(Found found, TreeTexts told) {
        Architecture named = named(found.names().getOrDefault("arch", ""));
        if (named == Architecture.UNKNOWN) {
            named = found.row().madeFor();
        }
        if (named == Architecture.UNKNOWN) {
            named = told.architecture();
        }
        if (named == Architecture.UNKNOWN && found.row().architectureIn().isPresent()) {
            named = byDirectory(found.root(), found.row().architectureIn().get());
        }
        for (String path = found.file();
                named == Architecture.UNKNOWN && !path.isEmpty();
                path = TreeIndex.parent(path)) {
            named = Architecture.in(TreeIndex.name(path));
        }
        return named;
    }

    private Architecture byDirectory(String root, PathPattern pattern) {
        for (String spelling : PathPattern.ARCHITECTURES) {
            if (index.has(root + pattern.fill(Map.of("arch", spelling)))) {
                return named(spelling);
            }
        }
        return Architecture.UNKNOWN;
    }

    private static Architecture named(String spelling) {
        return switch (spelling) {
            case "amd" -> Architecture.X86_64;
            case "a64" -> Architecture.AARCH64;
            case "386", "x86" -> Architecture.I386;
            default -> Architecture.in(spelling);
        };
    }

    private String image(Found found) {
        String holder = index.imageOf(found.root());
        boolean disc = TreeIndex.isDisc(holder);
        if (!found.row().needsImage() || disc) {
            return holder;
        }
        String inside = index.onlyDisc(found.root());
        return inside.isEmpty() && !found.root().isEmpty() ? index.onlyDisc(TreeIndex.parent(found.root())) : inside;
    }

    private String file(Found found) {
        return switch (found.row().start()) {
            case REPOSITORY, SEED -> "";
            case WIMBOOT -> wimboot(found.root());
            default -> found.file();
        };
    }

    private String wimboot(String root) {
        String inside = index.find(root + "wimboot", true);
        return inside.isEmpty() ? index.find(TreeIndex.parent(root) + "wimboot", true) : inside;
    }

    private List<Companion> companions(Found found, String image) {
        TreeRow row = found.row();
        List<Companion> companions = new ArrayList<>();
        for (List<PathPattern> initrd : row.initrds()) {
            first(found, initrd).ifPresent(path -> companions.add(Companion.initrd(path)));
        }
        for (TreeRow.Named extra : row.extras()) {
            first(found, List.of(extra.pattern())).ifPresent(path -> companions.add(new Companion(path, extra.name())));
        }
        if (!row.imageName().isEmpty() && !image.isEmpty()) {
            companions.add(new Companion(image, row.imageName()));
        }
        return companions;
    }

    private Optional<String> first(Found found, List<PathPattern> patterns) {
        for (PathPattern pattern : patterns) {
            String path = index.find(
                    found.root() + pattern.fill(found.names()), found.row().isAnyCase());
            if (!path.isEmpty()) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private List<String> arguments(Found found) {
        Map<String, String> names = new HashMap<>(found.names());
        String suite = names.get("suite");
        if (found.row().start() == Start.REPOSITORY && suite != null) {
            names.put("components", String.join(" ", index.components(found.root() + "dists/" + suite + "/")));
        }
        return found.row().arguments(names);
    }
}
