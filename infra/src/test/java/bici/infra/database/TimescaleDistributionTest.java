package bici.infra.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.infra.machine.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimescaleDistributionTest {
    @TempDir
    Path folder;

    @Test
    void withoutADebianArchiveItSaysWhatElseCanBeUsedAndLeavesNothingHalfMade() throws IOException {
        Path cache = folder.resolve("cache");
        Path apt = Files.createDirectory(folder.resolve("apt"));
        assertThatThrownBy(() -> TimescaleDistribution.provide(cache, apt, Progress.SILENT))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("no Debian archive is configured")
                .hasMessageContaining("--database-url")
                .hasMessageContaining("compose.yaml");
        assertThat(cache.toFile().list()).containsExactly("postgresql-17.11.0-timescaledb-2.19.3-1.lock");
    }

    @Test
    void aFailedDownloadIsToldInAptsOwnWordsAndLeavesNothingHalfMade() throws IOException {
        Path cache = folder.resolve("cache");
        Path apt = Files.createDirectory(folder.resolve("apt"));
        Files.writeString(apt.resolve("sources.list"), "deb file:" + folder.resolve("nowhere") + " bookworm main\n");
        assertThatThrownBy(() -> TimescaleDistribution.provide(cache, apt, Progress.SILENT))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("--database-url");
        assertThat(cache.toFile().list()).containsExactly("postgresql-17.11.0-timescaledb-2.19.3-1.lock");
    }

    @Test
    void theCacheLiesWhereTheUserOrTheSystemSays() {
        Path home = Path.of("/home/ana");
        assertThat(CacheFolder.locate(Map.of(), "ana", home)).isEqualTo(Path.of("/home/ana/.cache/bici-bga"));
        assertThat(CacheFolder.locate(Map.of("XDG_CACHE_HOME", "/x"), "ana", home))
                .isEqualTo(Path.of("/x/bici-bga"));
        assertThat(CacheFolder.locate(Map.of("BICI_CACHE", "/own", "XDG_CACHE_HOME", "/x"), "ana", home))
                .isEqualTo(Path.of("/own"));
    }
}
