package bici.infra.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where downloaded things are kept between runs. */
final class CacheFolder {
    private CacheFolder() {}

    /**
     * {@code BICI_CACHE} if set; a system folder for root, whose home other accounts cannot read; else the folder of the
     * XDG base directory specification.
     */
    static Path locate(Map<String, String> environment, String user, Path home) {
        String own = environment.getOrDefault("BICI_CACHE", "");
        if (!own.isEmpty()) {
            return Path.of(own).toAbsolutePath();
        }
        Path system = Path.of("/var/cache");
        if (user.equals("root") && Files.isWritable(system)) {
            return system.resolve("bici-bga");
        }
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = xdg.isEmpty() ? home.resolve(".cache") : Path.of(xdg);
        return base.toAbsolutePath().resolve("bici-bga");
    }

    static Path locate() {
        return locate(
                System.getenv(),
                System.getProperty("user.name", ""),
                Path.of(System.getProperty("user.home", "/nonexistent")));
    }
}
