package io.vmshare.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vmshare.qr.QrModules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The dependency rules of the program. */
@Timeout(60)
class ArchitectureTest {

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.vmshare.cli");

    /** What the library offers: its top package, options, and the words on networks, menus, downloads and QR codes. */
    private static final DescribedPredicate<JavaClass> API = resideInAnyPackage(
                    "io.vmshare",
                    "io.vmshare.netboot",
                    "io.vmshare.reach",
                    "io.vmshare.reach.probe",
                    "io.vmshare.transfer")
            .or(belongToAnyOf(QrModules.class))
            .or(DescribedPredicate.describe(
                    "options",
                    type -> type.getFullName().matches("io\\.vmshare\\.[a-z]+\\.[A-Z][A-Za-z]*Options(\\$.*)?")));

    @Test
    void program_everyPackage_isLookedAt() {
        assertThat(PROGRAM.stream().map(JavaClass::getPackageName)).contains("io.vmshare.cli");
        assertThat(PROGRAM).hasSizeGreaterThan(10);
    }

    @Test
    void library_innerPackages_areUnknown() {
        classes()
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.not(resideInAPackage("io.vmshare.."))
                        .or(resideInAPackage("io.vmshare.cli.."))
                        .or(API))
                .check(PROGRAM);
    }

    @Test
    void engine_ofTheLibrary_isUnknown() {
        classes()
                .should()
                .onlyDependOnClassesThat(
                        DescribedPredicate.not(resideInAnyPackage("io.undertow..", "org.xnio..", "org.jboss..")))
                .check(PROGRAM);
    }

    @Test
    void packages_cycles_areNone() {
        slices().matching("io.vmshare.cli.(*)..").should().beFreeOfCycles().check(PROGRAM);
    }
}
