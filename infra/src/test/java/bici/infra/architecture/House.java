package bici.infra.architecture;

import static bici.infra.architecture.Library.BOUNCY_CASTLE;
import static bici.infra.architecture.Library.FASTCSV;
import static bici.infra.architecture.Library.JACKSON;
import static bici.infra.architecture.Library.LIBPHONENUMBER;
import static bici.infra.architecture.Library.MICROMETER;
import static bici.infra.architecture.Library.NETTY;
import static bici.infra.architecture.Library.PAHO;
import static bici.infra.architecture.Library.POSTGRESQL;
import static bici.infra.architecture.Library.SLF4J;
import static bici.infra.architecture.Library.VERTX;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/** Who may use whom. A part uses nothing that is not in its line. docs/ARCHITECTURE.md shows the same lines. */
final class House {
    static final List<Part> MODULES = List.of(
            Part.of("station-wire", "bici.wire").with(JACKSON),
            Part.of("fleet-core", "bici.fleet").with(POSTGRESQL, SLF4J),
            Part.of("mqtt-gateway", "bici.gateway")
                    .using("station-wire", "fleet-core")
                    .with(VERTX, NETTY, BOUNCY_CASTLE, MICROMETER, SLF4J),
            Part.of("rider-api", "bici.api")
                    .using("fleet-core")
                    .with(VERTX, JACKSON, LIBPHONENUMBER, MICROMETER, SLF4J),
            Part.of("simulator", "bici.simulator").using("station-wire").with(PAHO, JACKSON, FASTCSV, SLF4J),
            Part.of("infra", "bici.infra")
                    .using("station-wire", "fleet-core", "mqtt-gateway", "rider-api", "simulator")
                    .withAnyLibrary());

    /** Inside fleet-core. All but the store are the domain. */
    static final List<Part> FLEET = List.of(
            Part.of("vocabulary", "bici.fleet.vocabulary"),
            Part.of("dock", "bici.fleet.dock").using("vocabulary"),
            Part.of("trip", "bici.fleet.trip").using("vocabulary", "dock"),
            Part.of("operations", "bici.fleet.operations").using("vocabulary", "dock", "trip"),
            Part.of("availability", "bici.fleet.availability")
                    .using("vocabulary", "dock", "operations")
                    .with(SLF4J),
            Part.of("people", "bici.fleet.people").using("vocabulary"),
            Part.of("report", "bici.fleet.report").using("vocabulary", "dock", "trip"),
            Part.of("ledger", "bici.fleet.ledger")
                    .using("vocabulary", "dock", "trip", "operations")
                    .with(SLF4J),
            Part.of("store", "bici.fleet.store")
                    .using("vocabulary", "dock", "trip", "operations", "availability", "people", "report", "ledger")
                    .with(POSTGRESQL, SLF4J));

    static final String STORE = "bici.fleet.store..";

    /** The main code of every module. */
    static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("bici");

    private House() {}
}
