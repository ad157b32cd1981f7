package bici.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trip files out of zip and gzip, and what is refused. */
class PackedFilesTest {
    private static final String PLAIN = "bike id,start time,end time,start station id,end station id";

    @TempDir
    Path folder;

    private TripHistory read(Path file) {
        return TripHistory.read(List.of(file), TripReading.in(ZoneId.of("UTC")));
    }

    private static void zip(OutputStream out, Map<String, String> files) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    private Path zip(Map<String, String> files) throws IOException {
        Path file = folder.resolve("odd-name.csv");
        zip(Files.newOutputStream(file), files);
        return file;
    }

    private static String month(int month) {
        return PLAIN + "\n7,2019-0" + month + "-01 08:00,2019-0" + month + "-01 08:10,A,B\n";
    }

    @Test
    void everyTripFileOfAZipIsReadAndTheRestIsSaid() throws IOException {
        TripHistory history = read(zip(Map.of(
                "2019/1.csv", month(1),
                "2019/2.csv", month(2),
                "__MACOSX/2019/._2.csv", "\0\0",
                "stations.csv", "id,name,latitude\n1,A,4\n",
                "README.pdf", "%PDF")));

        assertThat(history.rides()).hasSize(2);
        assertThat(history.files()).allMatch(name -> name.contains("odd-name.csv: 2019/"));
        assertThat(history.notes())
                .anyMatch(note -> note.endsWith("stations.csv is not of trips and was not read"))
                .anyMatch(note -> note.endsWith("README.pdf is no CSV file and was not read"))
                .anyMatch(note -> note.endsWith("read 2 of 3 CSV files"));
    }

    @Test
    void aZipWithoutTripsOrWithAnotherZipInItIsRefused() throws IOException {
        Path stations = zip(Map.of("stations.csv", "id,name,latitude\n1,A,4\n"));
        assertThatThrownBy(() -> read(stations)).hasMessageContaining("none of its 1 CSV files is of trips");
        Path nested = zip(Map.of("a.csv", month(1), "b.zip", "PK"));
        assertThatThrownBy(() -> read(nested)).hasMessageContaining("holds a packed file, b.zip");
        Path empty = zip(Map.of("a/readme.md", "x"));
        assertThatThrownBy(() -> read(empty)).hasMessageContaining("no CSV file is in this zip");
    }

    @Test
    void aGzipFileIsReadWhateverItsName() throws IOException {
        Path file = folder.resolve("trips.dat");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(month(1).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(file).rides()).hasSize(1);
    }

    @Test
    void aBombIsRefusedBeforeItIsUnpacked() throws IOException {
        Path file = folder.resolve("bomb.csv.gz");
        byte[] row = "7,2019-01-01 08:00,2019-01-01 08:10,A,\n".repeat(1 << 14).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((PLAIN + "\n").getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 256; i++) {
                out.write(row);
            }
        }

        assertThatThrownBy(() -> read(file)).isInstanceOf(BadInput.class).hasMessageContaining("times its packed size");
    }

    @ParameterizedTest
    @CsvSource({"BZh91AY, bzip2", "PAR1xyz, Parquet", "'Rar!xx', rar"})
    void otherPackingsAreNamed(String begin, String packing) {
        Path file = TestFiles.write(folder, "a.csv", begin);

        assertThatThrownBy(() -> read(file)).hasMessageContaining("packed or binary (" + packing + ")");
    }

    @Test
    void aBinaryFileAFolderAnEmptyAndACutOffFileAreRefusedInWords() throws IOException {
        Path binary = TestFiles.write(folder, "a.csv", "bike\u0001id,\u001B[2J");
        assertThatThrownBy(() -> read(binary)).hasMessageContaining("a.csv line 1: not text");
        assertThatThrownBy(() -> read(folder)).hasMessageEndingWith("it is a folder");
        assertThatThrownBy(() -> read(folder.resolve("none.csv"))).hasMessageEndingWith("it does not exist");
        Path empty = Files.write(folder.resolve("empty.csv"), new byte[0]);
        assertThatThrownBy(() -> read(empty)).hasMessageContaining("the file is empty");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(month(1).getBytes(StandardCharsets.UTF_8));
        }
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(packed.toByteArray(), 40));
        assertThatThrownBy(() -> read(cut)).isInstanceOf(BadInput.class).hasMessageContaining("cut.gz");
    }
}
