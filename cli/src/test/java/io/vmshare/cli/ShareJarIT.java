package io.vmshare.cli;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in {@code share.jar}. */
@Timeout(60)
class ShareJarIT {

    private static final long MAX_BYTES = 8 * 1024 * 1024;
    private static final Path JAR = Path.of(System.getProperty("share.jar"));
    private static final Pattern LISTED = Pattern.compile("(?m)^  ([\\w.-]+):([\\w.-]+):([\\w.-]+) +(\\S.*)$");

    @Test
    void jar_size_isAtMostEightMegabytes() throws IOException {
        assertThat(Files.size(JAR)).isLessThanOrEqualTo(MAX_BYTES);
    }

    @Test
    void manifest_namesTheProgramItsVersionAndThatClassesDifferByRelease() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            Attributes main = jar.getManifest().getMainAttributes();
            assertThat(main.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("io.vmshare.cli.Main");
            assertThat(main.getValue(Attributes.Name.IMPLEMENTATION_TITLE)).isEqualTo("share");
            assertThat(main.getValue(Attributes.Name.IMPLEMENTATION_VERSION)).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
            assertThat(main.getValue(Attributes.Name.MULTI_RELEASE)).isEqualTo("true");
            assertThat(main.getValue("Class-Path")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.undertow.protocols.alpn.ALPNProvider",
                "org.slf4j.spi.SLF4JServiceProvider",
                "org.xnio.XnioProvider"
            })
    void services_areThoseOfEveryBundledJar(String service) throws IOException {
        Set<String> expected = new TreeSet<>();
        for (Path library : bundled()) {
            expected.addAll(providers(library, service));
        }

        assertThat(expected).isNotEmpty();
        assertThat(providers(JAR, service)).isEqualTo(expected);
    }

    @Test
    void services_nameOnlyClassesOfTheJar() throws IOException {
        List<String> entries = entries(JAR);
        for (String entry : entries) {
            if (entry.startsWith("META-INF/services/")) {
                for (String provider : providers(JAR, entry.substring("META-INF/services/".length()))) {
                    assertThat(entries).as(entry).contains(provider.replace('.', '/') + ".class");
                }
            }
        }
    }

    @Test
    void entries_areThereOnceAndOfUse() throws IOException {
        assertThat(entries(JAR))
                .doesNotHaveDuplicates()
                .noneMatch(name -> name.endsWith("module-info.class"))
                .noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA|EC|LIST|idx)"))
                .noneMatch(name -> name.startsWith("META-INF/maven/"));
    }

    @Test
    void classes_comeFromOneBundledJarEach() throws IOException {
        Map<String, Path> owners = new HashMap<>();
        for (Path library : bundled()) {
            for (String name : entries(library)) {
                if (name.endsWith(".class") && !name.endsWith("module-info.class")) {
                    assertThat(owners.put(name, library))
                            .as(name + " of " + library)
                            .isNull();
                }
            }
        }

        assertThat(entries(JAR))
                .filteredOn(name -> name.endsWith(".class"))
                .as("every class has a known origin")
                .allMatch(owners::containsKey);
    }

    @Test
    void thirdParty_listsWhatIsBundledAndNothingElse() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (Path library : bundled()) {
            if (!isOurs(library)) {
                expected.add(coordinates(library));
            }
        }

        assertThat(listed()).isEqualTo(expected);
    }

    @Test
    void thirdParty_namesLicenceTextsThatAreInTheJar() throws IOException {
        String text = text("META-INF/THIRD-PARTY.txt");
        assertThat(entries(JAR))
                .filteredOn(name -> name.startsWith("META-INF/licenses/") && !name.endsWith("/"))
                .isNotEmpty()
                .allMatch(text::contains);
        assertThat(Pattern.compile("META-INF/(LICENSE|licenses/[\\w.-]+\\w)")
                        .matcher(text)
                        .results()
                        .map(match -> match.group())
                        .toList())
                .isNotEmpty()
                .allMatch(entries(JAR)::contains);
        assertThat(text("META-INF/LICENSE")).contains("Apache License", "Version 2.0, January 2004");
    }

    /** Returns the jars of the class path whose classes are in share.jar: the artifacts really bundled. */
    private static List<Path> bundled() throws IOException {
        Set<String> ours = Set.copyOf(entries(JAR));
        List<Path> bundled = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path library = Path.of(element);
            if (element.endsWith(".jar")
                    && Files.isRegularFile(library)
                    && entries(library).stream()
                            .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
                            .anyMatch(ours::contains)) {
                bundled.add(library);
            }
        }
        assertThat(bundled).hasSizeGreaterThan(5);
        return bundled;
    }

    /** Returns group:artifact:version of a jar by its place in a Maven repository: group/artifact/version/file. */
    private static String coordinates(Path library) throws IOException {
        Path version = library.getParent();
        Path artifact = version.getParent();
        String known = artifact.getFileName() + ":" + version.getFileName();
        String group = listed().stream()
                .map(line -> line.substring(0, line.indexOf(':')))
                .filter(name -> artifact.getParent().endsWith(name.replace('.', '/')))
                .findFirst()
                .orElse("group unknown");
        return group + ":" + known;
    }

    private static Set<String> listed() throws IOException {
        return LISTED.matcher(text("META-INF/THIRD-PARTY.txt"))
                .results()
                .map(line -> line.group(1) + ":" + line.group(2) + ":" + line.group(3))
                .collect(toCollection(TreeSet::new));
    }

    private static boolean isOurs(Path library) {
        return library.getFileName().toString().matches("(vmshare|share)\\b.*");
    }

    private static List<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }

    private static Set<String> providers(Path jar, String service) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry entry = file.getEntry("META-INF/services/" + service);
            if (entry == null) {
                return Set.of();
            }
            try (InputStream in = file.getInputStream(entry)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .collect(toSet());
            }
        }
    }

    private static String text(String name) throws IOException {
        try (JarFile file = new JarFile(JAR.toFile());
                InputStream in = file.getInputStream(file.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
