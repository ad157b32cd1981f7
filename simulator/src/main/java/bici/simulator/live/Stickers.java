package bici.simulator.live;

import bici.simulator.replay.BadInput;
import bici.simulator.rider.Api;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The codes printed on docks and bikes, from the list that an operator prints: {@code stationId,dock,bikeId,code}. */
public record Stickers(Map<String, String> codes) {
    public Stickers {
        codes = Map.copyOf(codes);
    }

    /** Reads the list. Throws {@link BadInput} when it is another one. */
    public static Stickers parse(String csv) {
        Map<String, String> codes = new HashMap<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv);
                Stream<NamedCsvRecord> lines = reader.stream()) {
            lines.forEach(line -> {
                String bike = line.getField("bikeId");
                codes.put(
                        bike.isEmpty() ? place(line.getField("stationId"), line.getField("dock")) : bike,
                        line.getField("code"));
            });
        } catch (IOException | IllegalArgumentException | java.util.NoSuchElementException e) {
            throw new BadInput("not a sticker list (stationId,dock,bikeId,code): " + e.getMessage(), e);
        }
        return new Stickers(codes);
    }

    /**
     * Asks the server for the list, as somebody who prints it does.
     *
     * @param link a sign-in link's secret of somebody who may
     */
    public static Stickers fetch(Api server, String link) {
        try {
            Api.Answer tokens = server.post("/v1/sign-in/links", "", Map.of("token", link));
            Api.Answer list = server.get("/v1/operator/codes", tokens.text("accessToken"));
            if (!list.isGood()) {
                throw new BadInput("the server gives no sticker list: " + list.problem());
            }
            return parse(list.text());
        } catch (IOException e) {
            throw new BadInput("cannot fetch the sticker list: " + e.getMessage(), e);
        }
    }

    /** Of the bike that stands there, or of the dock. */
    public Optional<String> find(String station, int dock, String bike) {
        return Optional.ofNullable(codes.get(bike))
                .or(() -> Optional.ofNullable(codes.get(place(station, String.valueOf(dock)))));
    }

    /** A space is in no id. */
    private static String place(String station, String dock) {
        return station + " " + dock;
    }
}
