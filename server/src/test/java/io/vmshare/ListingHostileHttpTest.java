package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.vmshare.fixtures.Asker;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.PythonTree;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every format of the listing of trees that have led file servers astray. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class ListingHostileHttpTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    @RegisterExtension
    static final ShareExtension python = ShareExtension.of();

    private static HostileTree tree;

    @BeforeAll
    static void makeTrees() throws Exception {
        tree = HostileTree.create(share.root());
        PythonTree.create(python.root());
    }

    /** Reads the whole tree as JSON in one answer, and fetches each file by its link. */
    @Test
    void get_jsonOfTheWholeTree_linksToEveryFileAndNothingElse() throws IOException, JsonParserException {
        Set<String> links = new LinkedHashSet<>();
        try (Asker asker = Asker.of(share.port())) {
            JsonObject listing =
                    JsonParser.object().from(asker.get("/?list=json&depth=32").text());
            for (Object each : listing.getArray("entries")) {
                JsonObject entry = (JsonObject) each;
                String link = "/" + entry.getString("href");
                assertThat(links.add(link)).as("%s is told once", link).isTrue();
                assertThat(entry.getString("type")).isEqualTo(link.endsWith("/") ? "directory" : "file");
                if (tree.files().containsKey(link)) {
                    byte[] content = tree.files().get(link);
                    assertThat(entry.getLong("size")).as(link).isEqualTo(content.length);
                    assertThat(asker.get(link).body()).as(link).isEqualTo(content);
                } else if (!link.endsWith("/")) {
                    assertThat(tree.forbidden())
                            .as("listed, and not to be fetched")
                            .contains(link);
                }
            }
        }
        assertThat(links).doesNotContainAnyElementsOf(tree.missing()).noneMatch(link -> link.contains("secret"));
        assertThat(links).containsAll(reachable());
    }

    @Test
    void get_textAndNdjson_areTheSameLinks() throws IOException, JsonParserException {
        try (Asker asker = Asker.of(share.port())) {
            List<String> text = asker.get("/?list=text&depth=8").text().lines().toList();
            List<String> json = new ArrayList<>();
            for (String line : asker.get("/?list=ndjson&depth=8").text().split("\n", -1)) {
                if (!line.isEmpty()) {
                    JsonObject entry = JsonParser.object().from(line);
                    json.add(entry.has("complete") ? "# " + entry.getString("why") : entry.getString("href"));
                }
            }

            assertThat(text)
                    .hasSizeGreaterThan(60)
                    .allMatch(line -> line.matches("[A-Za-z0-9._~%/-]+|# not complete: .*"));
            assertThat(text.stream().map(line -> line.replace("not complete: ", "")))
                    .containsExactlyElementsOf(json);
            assertThat(text).doesNotHaveDuplicates();
        }
    }

    @Test
    void get_find_findsEveryName() throws IOException {
        try (Asker asker = Asker.of(share.port())) {
            Set<String> all = new TreeSet<>(
                    asker.get("/?list=text&depth=32").text().lines().toList());

            assertThat(new TreeSet<>(
                            asker.get("/?list=text&find=*").text().lines().toList()))
                    .containsAll(
                            all.stream().filter(line -> !line.startsWith("#")).toList());
            assertThat(asker.get("/?list=text&find=%0A&depth=32").text().lines())
                    .contains("new%0Aline.txt", "new%0Aline/")
                    .allMatch(line -> line.contains("%0A"));
        }
    }

    /** Made by {@code python3 -m http.server} over the same tree: see {@code PythonListingIT}. */
    @Test
    void get_python_isTheGoldenPage() throws IOException {
        try (Asker asker = Asker.of(python.port());
                InputStream golden = ListingHostileHttpTest.class.getResourceAsStream("/golden/python-listing.html")) {
            assertThat(golden).isNotNull();
            assertThat(asker.get("/?list=python").body()).isEqualTo(golden.readAllBytes());
        }
    }

    /** Returns what lies no deeper than one answer tells, but not behind a link to a directory. */
    private static List<String> reachable() {
        List<String> all = new ArrayList<>(tree.files().keySet());
        all.addAll(tree.directories());
        all.removeIf(path -> path.equals("/")
                || path.startsWith("/link-to-directory/") && path.length() > "/link-to-directory/".length()
                || path.chars().filter(c -> c == '/').count() - (path.endsWith("/") ? 1 : 0) > 32);
        return all;
    }
}
