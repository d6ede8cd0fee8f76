package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** git clones and fetches from a bare repository that is shared as files ("dumb" HTTP). */
@Tag("client")
@Timeout(60)
class GitIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private Path work;
    private Path bare;
    private Path clone;

    @BeforeEach
    void makeRepository() throws IOException, InterruptedException {
        Command.require("git");
        work = Files.createDirectory(directory.resolve("work"));
        bare = directory.resolve("shared/project.git");
        clone = directory.resolve("clone");
        git(directory, "init", "--quiet", "--bare", "--initial-branch=main", bare.toString());
        git(work, "init", "--quiet", "--initial-branch=main");
        for (int number = 0; number < 5; number++) {
            commit(number);
        }
        publish();
        git(bare, "gc", "--quiet");
        publish();
    }

    @Test
    void git_clonesAPackAndFetchesLooseObjects() throws IOException, InterruptedException {
        try (ShareProgram share = ShareProgram.logging(bare.getParent())) {
            git(directory, "clone", "--quiet", share.url("project.git"), clone.toString());
            assertCloneIsWork();

            commit(5);
            publish();
            git(clone, "pull", "--quiet", "--ff-only");
            assertCloneIsWork();

            assertThat(share.stop())
                    .extracting(Exchange::summary)
                    .contains("GET /project.git/info/refs?service=git-upload-pack 200", "GET /project.git/HEAD 200")
                    .anyMatch(exchange -> exchange.matches("GET /project.git/objects/pack/pack-[0-9a-f]+\\.pack 200"))
                    .anyMatch(exchange -> exchange.matches("GET /project.git/objects/[0-9a-f]{2}/[0-9a-f]+ 200"));
        }
    }

    private void commit(int number) throws IOException, InterruptedException {
        Trees.writeNoise(work.resolve("file" + number % 3), 100_000 + number, number);
        git(work, "add", "--all");
        git(work, "commit", "--quiet", "--message=change " + number);
    }

    /** Brings the commits into the shared repository, with the two files that a dumb transport needs. */
    private void publish() throws IOException, InterruptedException {
        git(work, "push", "--quiet", bare.toString(), "main");
        git(bare, "update-server-info");
    }

    private void assertCloneIsWork() throws IOException, InterruptedException {
        git(clone, "fsck", "--full", "--strict");
        assertThat(git(clone, "rev-parse", "HEAD").out())
                .isEqualTo(git(work, "rev-parse", "HEAD").out());
        assertThat(git(clone, "status", "--porcelain").out()).isEmpty();
        for (int number = 0; number < 3; number++) {
            assertThat(clone.resolve("file" + number)).hasSameBinaryContentAs(work.resolve("file" + number));
        }
    }

    /** Runs git without the configuration of this system and its user. */
    private static Command git(Path where, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env", "GIT_CONFIG_NOSYSTEM=1", "GIT_TERMINAL_PROMPT=0", "git"));
        command.addAll(List.of("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"));
        command.addAll(List.of("-c", "safe.directory=*"));
        command.addAll(List.of(words));
        return Command.run(where, LIMIT, command.toArray(String[]::new)).succeeded();
    }
}
