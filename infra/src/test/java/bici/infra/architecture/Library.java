package bici.infra.architecture;

import java.util.List;

/** Libraries that main code may name, by their packages. */
enum Library {
    BOUNCY_CASTLE("Bouncy Castle", "org.bouncycastle.."),
    FASTCSV("FastCSV", "de.siegmar.fastcsv.."),
    JACKSON("Jackson", "com.fasterxml.jackson.."),
    LIBPHONENUMBER("libphonenumber", "com.google.i18n.phonenumbers.."),
    MICROMETER("Micrometer", "io.micrometer.."),
    NETTY("Netty", "io.netty.."),
    PAHO("Paho", "org.eclipse.paho.."),
    POSTGRESQL("PostgreSQL driver", "org.postgresql.."),
    SLF4J("SLF4J", "org.slf4j.."),
    VERTX("Vert.x", "io.vertx..");

    /** What every module has: the JDK and the annotations of nullness. */
    static final List<String> EVERYWHERE = List.of("java..", "javax..", "org.jspecify..");

    private final String title;
    private final String packages;

    Library(String title, String packages) {
        this.title = title;
        this.packages = packages;
    }

    String title() {
        return title;
    }

    String packages() {
        return packages;
    }
}
