package io.vmshare.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Paths do as those of the JDK's own provider for Unix. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class ImagePathTest {

    private static final String[] NAMES = {"a", "b", "..", ".", "a.b", "\u00e9"};

    private final FileSystem images = new ImageFileSystem(new MemoryTree());

    private static String random(Random random) {
        StringBuilder path = new StringBuilder(random.nextInt(3) == 0 ? "/" : "");
        int names = random.nextInt(5);
        for (int i = 0; i < names; i++) {
            path.append(NAMES[random.nextInt(NAMES.length)]).append(random.nextInt(6) == 0 ? "//" : "/");
        }
        if (path.length() > 1 && random.nextBoolean()) {
            path.setLength(path.length() - 1);
        }
        return path.toString();
    }

    private static String outcome(Function<Path, @Nullable Object> question, Path path) {
        try {
            return String.valueOf(question.apply(path));
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    private void agree(String what, Function<Path, @Nullable Object> question, String text) {
        assertThat(outcome(question, images.getPath(text)))
                .as("%s of <%s>", what, text)
                .isEqualTo(outcome(question, Path.of(text)));
    }

    private void agree(String what, BiFunction<Path, Path, @Nullable Object> question, String text, String other) {
        assertThat(outcome(path -> question.apply(path, images.getPath(other)), images.getPath(text)))
                .as("%s of <%s> and <%s>", what, text, other)
                .isEqualTo(outcome(path -> question.apply(path, Path.of(other)), Path.of(text)));
    }

    @Test
    void questions_randomPaths_areAnsweredAsTheJdkDoes() {
        for (int seed = 0; seed < 5000; seed++) {
            ask(new Random(seed));
        }
    }

    private void ask(Random random) {
        String text = random(random);
        String other = random(random);

        agree("text", Path::toString, text);
        agree("root", Path::getRoot, text);
        agree("name", Path::getFileName, text);
        agree("parent", Path::getParent, text);
        agree("count", Path::getNameCount, text);
        agree("first", path -> path.getName(0), text);
        agree("part", path -> path.subpath(1, 3), text);
        agree("normal form", Path::normalize, text);
        agree("names", ImagePathTest::names, text);
        agree("start", Path::startsWith, text, other);
        agree("end", Path::endsWith, text, other);
        agree("resolution", (path, second) -> path.resolve(second), text, other);
        agree("sibling", (path, second) -> path.resolveSibling(second), text, other);
        agree("equality", Path::equals, text, other);
        agree("order", (path, second) -> Integer.signum(path.compareTo(second)), text, other);
        if (!(text + other).contains(".")) {
            agree("way", Path::relativize, text, other);
        }
    }

    private static List<String> names(Path path) {
        List<String> names = new ArrayList<>();
        path.forEach(name -> names.add(name.toString()));
        return names;
    }

    @Test
    void toUri_anyName_isAbsolute() {
        assertThat(images.getPath("/a b/%#?\u00e9").toUri()).hasToString("share-image:/a%20b/%25%23%3F\u00e9");
        assertThat(images.getPath("x").toUri()).hasToString("share-image:/x");
    }
}
