package bici.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianMirrorTest {
    @TempDir
    Path apt;

    @BeforeEach
    void someoneElsesArchivesAreThereToo() throws IOException {
        write("sources.list.d/a-cloud.list", "deb https://cloud.example/apt cloud-bookworm main\n");
        write("sources.list.d/b-node.sources", """
                Types: deb
                URIs: https://node.example/deb
                Suites: nodistro
                Components: main
                """);
    }

    @Test
    void theDebianArchiveOfAStanzaFileIsFoundWithItsKeys() throws IOException {
        write("sources.list.d/debian.sources", """
                Types: deb
                # a comment
                URIs: http://mirror.example/debian
                Suites: bookworm bookworm-updates
                Components: main contrib
                Signed-By: /usr/share/keyrings/own.gpg

                Types: deb
                URIs: http://mirror.example/debian-security
                Suites: bookworm-security
                Components: main
                """);
        DebianMirror mirror = DebianMirror.find(apt).orElseThrow();
        assertThat(mirror)
                .isEqualTo(
                        new DebianMirror("http://mirror.example/debian", Optional.of("/usr/share/keyrings/own.gpg")));
        assertThat(mirror.toSources("trixie")).isEqualTo("""
                Types: deb
                URIs: http://mirror.example/debian
                Suites: trixie
                Components: main
                Signed-By: /usr/share/keyrings/own.gpg
                """);
    }

    @Test
    void theDebianArchiveOfAnOldOneLineFileIsFound() throws IOException {
        write("sources.list", """
                # deb http://commented.example/debian bookworm main
                deb-src http://source.example/debian bookworm main
                deb http://security.example/debian-security bookworm-security main
                deb [arch=amd64 signed-by=/k.gpg] http://one.example/debian bookworm main non-free-firmware
                """);
        assertThat(DebianMirror.find(apt))
                .contains(new DebianMirror("http://one.example/debian", Optional.of("/k.gpg")));
    }

    @Test
    void aDisabledStanzaAndOtherDistributionsAreNoDebianArchive() throws IOException {
        write("sources.list.d/debian.sources", """
                Enabled: no
                Types: deb
                URIs: http://mirror.example/debian
                Suites: bookworm
                Components: main
                """);
        write("sources.list", "deb http://archive.example/ubuntu noble main universe\n");
        assertThat(DebianMirror.find(apt)).isEmpty();
    }

    private void write(String name, String text) throws IOException {
        Path file = apt.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
