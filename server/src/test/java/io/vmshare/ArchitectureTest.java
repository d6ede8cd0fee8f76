package io.vmshare;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vmshare.http.RequestRefused;
import io.vmshare.reach.probe.HostProbe;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.net.NetworkInterface;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.SecureDirectoryStream;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The dependency rules of the library. */
@Timeout(60)
class ArchitectureTest {

    private static final String CAPABILITIES =
            "listing|archive|digest|upload|webdav|auth|tls|netboot|qr|reach|self|template";

    private static final DescribedPredicate<JavaClass> IS_INTERFACE =
            DescribedPredicate.describe("interface", JavaClass::isInterface);

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.vmshare");

    @Test
    void library_everyPackage_isLookedAt() {
        assertThat(LIBRARY).hasSizeGreaterThan(50);
        assertThat(LIBRARY.stream().map(JavaClass::getPackageName))
                .contains(
                        "io.vmshare",
                        "io.vmshare.archive",
                        "io.vmshare.content",
                        "io.vmshare.digest",
                        "io.vmshare.filter",
                        "io.vmshare.growing",
                        "io.vmshare.http",
                        "io.vmshare.listing",
                        "io.vmshare.listing.page",
                        "io.vmshare.netboot",
                        "io.vmshare.netboot.recognise",
                        "io.vmshare.netboot.rows",
                        "io.vmshare.path",
                        "io.vmshare.qr",
                        "io.vmshare.qr.picture",
                        "io.vmshare.reach",
                        "io.vmshare.self",
                        "io.vmshare.send",
                        "io.vmshare.template",
                        "io.vmshare.text",
                        "io.vmshare.transfer",
                        "io.vmshare.wire",
                        "io.vmshare.work");
    }

    @Test
    void http_dependencies_areTheLanguageAndJSpecify() {
        classes()
                .that()
                .resideInAPackage("io.vmshare.http")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.vmshare.http", "java.lang..", "java.util..", "java.time..", "org.jspecify.annotations")
                .check(LIBRARY);
    }

    @Test
    void text_dependencies_areTheLanguageAndTheRefusal() {
        classes()
                .that()
                .resideInAPackage("io.vmshare.text")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("io.vmshare.text", "java.lang..", "java.util..", "org.jspecify.annotations")
                                .or(belongToAnyOf(RequestRefused.class)))
                .check(LIBRARY);
    }

    @Test
    void capabilities_eachOther_areUnknown() {
        slices().matching("io.vmshare.(" + CAPABILITIES + ")..")
                .should()
                .notDependOnEachOther()
                .check(LIBRARY);
    }

    @Test
    void packages_cycles_areNone() {
        slices().matching("io.vmshare.(*)..").should().beFreeOfCycles().check(LIBRARY);
    }

    @Test
    void packages_composition_isUnknown() {
        noClasses()
                .that()
                .resideInAPackage("io.vmshare.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vmshare")
                .check(LIBRARY);
    }

    @Test
    void core_capabilitiesAndFilters_areUnknown() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.vmshare.http",
                        "io.vmshare.text",
                        "io.vmshare.path",
                        "io.vmshare.send",
                        "io.vmshare.content")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.vmshare\\.(filter|" + CAPABILITIES + ")\\..*")
                .check(LIBRARY);
    }

    @Test
    void networkInterfaces_onlyTheProbe_asksFor() {
        noClasses()
                .that(not(belongToAnyOf(HostProbe.class)))
                .should()
                .dependOnClassesThat(belongToAnyOf(NetworkInterface.class))
                .check(LIBRARY);
    }

    @Test
    void processes_onlyTheProbe_starts() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.vmshare.reach.probe")
                .should()
                .dependOnClassesThat(belongToAnyOf(ProcessBuilder.class))
                .orShould()
                .callMethodWhere(target(owner(belongToAnyOf(Runtime.class)))
                        .and(target(name("exec")).as("exec")))
                .check(LIBRARY);
    }

    @Test
    void files_onlyTheFence_opens() {
        noClasses()
                .that()
                // The probe reads what the system tells of itself.
                .resideOutsideOfPackages("io.vmshare.path", "io.vmshare.reach.probe")
                .should()
                .dependOnClassesThat(belongToAnyOf(
                        Files.class,
                        FileInputStream.class,
                        FileOutputStream.class,
                        FileReader.class,
                        FileWriter.class,
                        RandomAccessFile.class,
                        AsynchronousFileChannel.class,
                        SecureDirectoryStream.class))
                .orShould()
                .callMethodWhere(target(owner(belongToAnyOf(FileChannel.class)))
                        .and(target(name("open")).as("open")))
                .check(LIBRARY);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.vmshare.path")
                .should()
                .dependOnClassesThat(belongToAnyOf(File.class))
                .check(LIBRARY);
    }

    @Test
    void library_process_isNotItsOwn() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .orShould()
                .callMethodWhere(target(owner(belongToAnyOf(System.class, Runtime.class)))
                        .and(target(name("exit")
                                .or(name("halt"))
                                .or(name("addShutdownHook"))
                                .or(name("setProperty"))
                                .or(name("setOut"))
                                .or(name("setErr")))))
                .check(LIBRARY);
    }

    @Test
    void library_loggingBackEnd_isUnknown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ch.qos.logback..", "java.util.logging..", "org.jboss.logging..")
                .check(LIBRARY);
    }

    @Test
    void apache_onlyCompressAndOnlyForZip_isKnown() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.vmshare.image.zip")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache..")
                .check(LIBRARY);
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache..")
                        .and(not(resideInAnyPackage("org.apache.commons.compress.."))))
                .check(LIBRARY);
    }

    @Test
    void librariesOfThePage_onlyItsPartsThatNeedThem_areKnown() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.vmshare.listing.page")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.commonmark..")
                .check(LIBRARY);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.vmshare.qr")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.nayuki..")
                .check(LIBRARY);
    }

    @Test
    void library_staticFields_neverChange() {
        fields().that().areStatic().should().beFinal().check(LIBRARY);
        noFields()
                .that()
                .areStatic()
                .should()
                .haveRawType(assignableTo(ThreadLocal.class)
                        .or(assignableTo(Lock.class))
                        .or(resideInAnyPackage("java.util.concurrent.atomic"))
                        .or(assignableTo(Collection.class)
                                .or(assignableTo(Map.class))
                                .and(not(IS_INTERFACE))))
                .check(LIBRARY);
    }
}
