package bici.infra.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.documents.Repository;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArrowsTest {
    static Stream<Part> modules() {
        return House.MODULES.stream();
    }

    static Stream<Part> fleet() {
        return House.FLEET.stream();
    }

    static Stream<Part> domain() {
        return House.FLEET.stream().filter(part -> !part.name().equals("store"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleUsesOnlyTheModulesAndLibrariesInItsLine(Part module) {
        checkLine(module, House.MODULES);
    }

    @ParameterizedTest
    @MethodSource("fleet")
    void aPackageOfTheFleetUsesOnlyThePackagesAndLibrariesInItsLine(Part part) {
        checkLine(part, House.FLEET);
    }

    @ParameterizedTest
    @MethodSource("domain")
    void aDomainPackageKnowsNoDatabaseAndNoNetwork(Part part) {
        noClasses()
                .that()
                .resideInAPackage(part.root() + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "java.net..", "javax.net..", "java.nio.file..")
                .check(House.CODE);
    }

    @Test
    void onlyTheWiringBuildsTheStore() {
        noClasses()
                .that()
                .resideOutsideOfPackages("bici.infra..", House.STORE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(House.STORE)
                .check(House.CODE);
    }

    @Test
    void noPackageIsInACycle() {
        slices().matching("bici.(**)").should().beFreeOfCycles().check(House.CODE);
    }

    @Test
    void everyModuleWithCodeHasALine() {
        Set<String> withCode = Repository.list().stream()
                .map(Object::toString)
                .filter(file -> file.contains("/src/main/java/"))
                .map(file -> file.substring(0, file.indexOf("/src/main/java/")))
                .map(folder -> folder.substring(folder.lastIndexOf('/') + 1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(names(House.MODULES)).containsExactlyInAnyOrderElementsOf(withCode);
    }

    @Test
    void everyPackageOfTheFleetHasALine() {
        Set<String> packages = House.CODE.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("bici.fleet"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(House.FLEET.stream().map(Part::root)).containsExactlyInAnyOrderElementsOf(packages);
    }

    private static List<String> names(List<Part> parts) {
        return parts.stream().map(Part::name).toList();
    }

    private static void checkLine(Part part, List<Part> all) {
        if (part.anyLibrary()) {
            assertThat(part.uses()).as("no line is above %s", part).hasSize(all.size() - 1);
            return;
        }
        List<String> allowed = new ArrayList<>(Library.EVERYWHERE);
        allowed.add(part.root() + "..");
        part.libraries().forEach(library -> allowed.add(library.packages()));
        all.stream().filter(p -> part.uses().contains(p.name())).forEach(p -> allowed.add(p.root() + ".."));
        classes()
                .that()
                .resideInAPackage(part.root() + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new))
                .check(House.CODE);
    }
}
