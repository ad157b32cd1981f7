package bici.simulator.replay;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns rows into rides, or into the reason why not. Not for more than one thread. */
final class TripRows {
    private final WallTimes times;
    private final List<Ride> rides = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Map<String, Site> sites = new LinkedHashMap<>();
    private final List<PlacedRide> placed = new ArrayList<>();
    private long rows;
    private long ambiguousTimes;

    TripRows(ZoneId zone) {
        this.times = new WallTimes(zone);
    }

    /** A ride with what its row says of its two stations. */
    private record PlacedRide(Ride ride, Site from, Site to, boolean withPositions) {}

    void read(int fileIndex, Path file) {
        TripFile.read(file, (headerLine, header) -> {
            TripLayout layout = TripLayout.find(header)
                    .orElseThrow(() -> new BadInput(file + " line " + headerLine
                            + ": not a known trip layout (Citi Bike before 2021 or Healthy Ride): "
                            + String.join(",", header)));
            return (line, fields) -> row(new RowRef(fileIndex, line, 0), layout, fields);
        });
    }

    /** All that was read; rides to stations outside the network are sorted out last, since all rides define it. */
    TripHistory history() {
        Network network = Network.of(placed.stream()
                .filter(PlacedRide::withPositions)
                .flatMap(p -> p.from().position().stream())
                .toList());
        for (PlacedRide p : placed) {
            if (!network.contains(p.from(), p.withPositions())) {
                leaveOut(p.ride().row(), Reason.START_STATION_OUTSIDE_NETWORK, describe(p.from()));
            } else if (!network.contains(p.to(), p.withPositions())) {
                leaveOut(p.ride().row(), Reason.END_STATION_OUTSIDE_NETWORK, describe(p.to()));
            } else {
                sites.putIfAbsent(p.from().station(), p.from());
                sites.putIfAbsent(p.to().station(), p.to());
                rides.add(p.ride());
            }
        }
        placed.clear();
        return new TripHistory(rows, rides, leftOut, sites, ambiguousTimes);
    }

    private void row(RowRef ref, TripLayout layout, List<String> fields) {
        rows++;
        if (fields.size() != layout.width()) {
            leaveOut(ref, Reason.UNREADABLE_ROW, fields.size() + " columns instead of " + layout.width());
            return;
        }
        TripLayout.Columns columns = layout.columns();
        String bike = fields.get(columns.bike()).strip();
        String from = fields.get(columns.from()).strip();
        String to = fields.get(columns.to()).strip();
        Optional<Reason> missing = findMissing(bike, from, to);
        if (missing.isPresent()) {
            leaveOut(ref, missing.get(), "bike '" + bike + "', from '" + from + "', to '" + to + "'");
            return;
        }
        String start = fields.get(columns.start()).strip();
        String stop = fields.get(columns.stop()).strip();
        WallTimes.Read startRead = times.read(start);
        WallTimes.Read stopRead = times.read(stop);
        if (startRead instanceof WallTimes.Read.Time startTime && stopRead instanceof WallTimes.Read.Time stopTime) {
            Ride ride = new Ride(ref, bike, from, to, startTime.epochMs(), stopTime.epochMs());
            if (ride.endMs() < ride.startMs()) {
                leaveOut(ref, Reason.ENDS_BEFORE_IT_STARTS, start + " to " + stop);
                return;
            }
            ambiguousTimes += (startTime.ambiguous() ? 1 : 0) + (stopTime.ambiguous() ? 1 : 0);
            placed.add(new PlacedRide(
                    ride,
                    site(from, fields, columns.from(), layout),
                    site(to, fields, columns.to(), layout),
                    layout.withPositions()));
            return;
        }
        boolean unreadable =
                startRead instanceof WallTimes.Read.Unreadable || stopRead instanceof WallTimes.Read.Unreadable;
        leaveOut(
                ref,
                unreadable ? Reason.UNREADABLE_TIME : Reason.TIME_SKIPPED_BY_CLOCK_CHANGE,
                "'" + start + "' to '" + stop + "'");
    }

    private static Optional<Reason> findMissing(String bike, String from, String to) {
        if (Ids.isBlank(bike)) {
            return Optional.of(Reason.NO_BIKE);
        }
        if (!Ids.isUsableBike(bike)) {
            return Optional.of(Reason.BIKE_ID_NOT_USABLE);
        }
        if (Ids.isBlank(from)) {
            return Optional.of(Reason.NO_START_STATION);
        }
        return Ids.isBlank(to) ? Optional.of(Reason.NO_END_STATION) : Optional.empty();
    }

    private static Site site(String station, List<String> fields, int column, TripLayout layout) {
        return new Site(
                station,
                fields.get(column + 1).strip(),
                0,
                layout.withPositions()
                        ? findPosition(fields.get(column + 2), fields.get(column + 3))
                        : Optional.empty());
    }

    /** Empty also for 0, 0: nobody rides a bike in the Gulf of Guinea. */
    private static Optional<Site.Position> findPosition(String latitude, String longitude) {
        try {
            Site.Position position =
                    new Site.Position(Double.parseDouble(latitude.strip()), Double.parseDouble(longitude.strip()));
            return position.latitude() == 0 && position.longitude() == 0 ? Optional.empty() : Optional.of(position);
        } catch (NumberFormatException blankOrNull) {
            return Optional.empty();
        }
    }

    private static String describe(Site site) {
        return "station " + site.station() + " '" + site.name() + "'"
                + site.position()
                        .map(p -> " at " + p.latitude() + ", " + p.longitude())
                        .orElse(" without a position");
    }

    private void leaveOut(RowRef ref, Reason reason, String detail) {
        leftOut.add(new LeftOut(ref, reason, detail));
    }
}
