package bici.infra.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.documents.Repository;
import io.netty.util.Version;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HouseRulesTest {
    @Test
    void outgoingHttpGoesThroughTheClientOfTheJdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.vertx.core.http.HttpClient")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.ext.web.client..")
                .because("CVE-2026-102476 has no fix in the versions that can be had")
                .check(House.CODE);
    }

    @Test
    void onlyTheWiringMakesAClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage("bici.infra..")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(Clock.class, "system", ZoneId.class)
                .check(House.CODE);
    }

    @Test
    void nobodyAsksTheMachineForTheTimeBesideAClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(Date.class)
                .check(House.CODE);
    }

    /** So that no text from outside is obeyed by a terminal, forges a line, or goes on when nobody reads. */
    @Test
    void whatAVerbPrintsGoesThroughResults() {
        noClasses()
                .that()
                .resideOutsideOfPackage("bici.infra.command..")
                .and()
                .doNotHaveFullyQualifiedName("bici.infra.Main")
                .should()
                .callMethod(CommandLine.class, "getOut")
                .orShould()
                .callMethod(CommandLine.class, "getErr")
                .check(House.CODE);
    }

    @Test
    void logsGoThroughSlf4j() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(House.CODE);
    }

    @Test
    void everyPackageIsNullMarked() {
        Map<String, Boolean> marked = new TreeMap<>();
        for (Path file : Repository.list("java")) {
            String text = Repository.read(file);
            String name = text.lines()
                    .filter(line -> line.startsWith("package "))
                    .findFirst()
                    .orElse(file.toString());
            boolean says = file.endsWith("package-info.java") && text.contains("@NullMarked");
            marked.merge(name, says, Boolean::logicalOr);
        }

        assertThat(marked)
                .isNotEmpty()
                .allSatisfy((name, says) -> assertThat(says).isTrue());
    }

    /** CVE-2026-44248: older ones read a CONNECT past its size limit. */
    @Test
    void everyPartOfNettyOnTheClassPathIsAtLeast4220() {
        Map<String, Version> parts = Version.identify();

        assertThat(parts).containsKeys("netty-common", "netty-codec-mqtt", "netty-handler");
        assertThat(parts.values()).allSatisfy(part -> {
            int[] numbers = Arrays.stream(part.artifactVersion().split("\\D+"))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            assertThat(Arrays.compare(numbers, new int[] {4, 2, 20})).isNotNegative();
        });
        Set<String> versions = new TreeSet<>();
        parts.values().forEach(part -> versions.add(part.artifactVersion()));
        assertThat(versions).hasSize(1);
    }
}
