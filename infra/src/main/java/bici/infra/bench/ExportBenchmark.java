package bici.infra.bench;

import bici.fleet.people.Principal;
import bici.fleet.people.Role;
import bici.fleet.report.TripExport;
import bici.fleet.store.PostgresTripExport;
import bici.fleet.vocabulary.StaffId;
import bici.infra.bench.measure.Measurement;
import bici.infra.bench.measure.Pairs;
import bici.infra.bench.measure.ResidentMemory;
import bici.infra.bench.measure.Spread;
import bici.infra.bench.measure.Target;
import bici.infra.command.CommandFailed;
import bici.infra.run.ServerProcess;
import bici.infra.server.TokenKeyFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A month of trips as CSV by HTTP. The floor is the same statement's {@code COPY ... TO STDOUT}, read by this process by
 * the same driver and thrown away. The server's heap is smaller than the file: an export that gathered it would fail.
 */
final class ExportBenchmark implements Benchmark {
    private static final String HEAP = "-Xmx96m";
    private static final YearMonth MONTH = YearMonth.of(2026, 10);
    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int STATIONS = 100;

    private final HttpClient client = HttpClient.newHttpClient();

    /** A whole file: how many bytes, and the sum over them. */
    private record FileSum(long bytes, long sum) {}

    @Override
    public List<Measurement> run(Setting setting) {
        int trips = setting.size(1_000_000, 20_000);
        try (BenchCity city = BenchCity.open(setting, "export", setting.size(STATIONS, 10), 20)) {
            setting.progress().say("export: write " + trips + " trips of one month");
            fill(city, trips);
            try (ServerProcess server = city.startServer(List.of(HEAP))) {
                FileSum[] sums = new FileSum[2];
                Pairs.Figures figures = setting.pairs()
                        .run(
                                "export",
                                () -> floor(setting, city, trips, sums),
                                () -> product(setting, city, server, trips, sums));
                Spread peak = new Spread(List.of(ResidentMemory.peakMegabytes(server.pid())));
                setting.progress().say("export: the file has " + sums[0].bytes() + " bytes, the server's heap " + HEAP);
                return List.of(
                        figures.named("export", "trips/s").with(Target.ratioAtLeast(0.5)),
                        Measurement.of("export, peak memory", "MB", peak));
            }
        }
    }

    private static void fill(BenchCity city, int trips) {
        long apartMs = Duration.ofDays(30).toMillis() / trips;
        try (Connection connection = city.dataSource().getConnection();
                PreparedStatement fill = connection.prepareStatement(BenchSql.FILL_TRIPS);
                PreparedStatement analyze = connection.prepareStatement(BenchSql.ANALYZE_TRIPS)) {
            fill.setInt(1, trips);
            fill.setInt(2, city.stations().size());
            fill.setString(3, MONTH.atDay(1).atStartOfDay(BOGOTA).toInstant().toString());
            fill.setInt(4, Math.toIntExact(apartMs));
            BenchCity.require("trips", trips, fill.executeUpdate());
            analyze.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the trips cannot be written", e);
        }
    }

    private static double floor(Setting setting, BenchCity city, int trips, FileSum[] sums) {
        TripExport.Selection selection = new TripExport.Selection(
                TripExport.TripLayout.CITIBIKE_2013,
                BOGOTA,
                MONTH.atDay(1).atStartOfDay(BOGOTA).toInstant(),
                MONTH.plusMonths(1).atDay(1).atStartOfDay(BOGOTA).toInstant());
        CRC32 sum = new CRC32();
        long began = System.nanoTime();
        try (Counter out = new Counter(new CheckedOutputStream(OutputStream.nullOutputStream(), sum))) {
            long written = new PostgresTripExport(city.dataSource(), setting.clock()).write(selection, out);
            double seconds = (System.nanoTime() - began) / 1e9;
            BenchCity.require("trips of the floor", trips, written);
            sums[0] = new FileSum(out.bytes, sum.getValue());
            return trips / seconds;
        } catch (IOException e) {
            throw new CommandFailed("the floor of the export failed", e);
        }
    }

    private double product(Setting setting, BenchCity city, ServerProcess server, int trips, FileSum[] sums) {
        String token = TokenKeyFile.open(city.place().folder(), setting.clock())
                .create(new Principal.OfStaff(new StaffId("bench"), Role.ANALYST));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.httpPort() + "/v1/exports/trips?month=" + MONTH))
                .header("Authorization", "Bearer " + token)
                .timeout(LIMIT)
                .build();
        CRC32 sum = new CRC32();
        long began = System.nanoTime();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = new CheckedInputStream(answer.body(), sum)) {
                long bytes = body.transferTo(OutputStream.nullOutputStream());
                double seconds = (System.nanoTime() - began) / 1e9;
                sums[1] = new FileSum(bytes, sum.getValue());
                if (answer.statusCode() != 200 || !sums[1].equals(sums[0])) {
                    throw new CommandFailed("export: status " + answer.statusCode() + ", " + sums[1]
                            + " by HTTP, the database says " + sums[0]);
                }
                return trips / seconds;
            }
        } catch (IOException e) {
            throw new CommandFailed("the export broke off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted", e);
        }
    }

    private static final class Counter extends OutputStream {
        private final OutputStream out;
        private long bytes;

        private Counter(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int oneByte) throws IOException {
            out.write(oneByte);
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
            bytes += length;
        }
    }
}
