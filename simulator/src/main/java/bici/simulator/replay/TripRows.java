package bici.simulator.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/** Turns rows into rides, or into the reason why not. Not for more than one thread. */
final class TripRows {
    private final TripReading reading;
    private final List<Ride> rides = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Map<String, Site> sites = new LinkedHashMap<>();
    private final List<PlacedRide> placed = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long rows;
    private long guessedTimes;
    private long floatIds;

    TripRows(TripReading reading) {
        this.reading = reading;
    }

    /** A ride with what its row says of its two stations. */
    private record PlacedRide(Ride ride, Site from, Site to, boolean withPositions) {}

    /** The files of an archive that are of trips, of which there must be one. */
    void read(Path path) {
        int before = files.size();
        List<InputFile> texts = InputFile.list(path, notes);
        texts.forEach(text -> read(path, text));
        if (files.size() == before) {
            throw new BadInput(path + ": none of its " + texts.size() + " CSV files is of trips");
        }
        if (texts.size() > 1) {
            notes.add(path + ": read " + (files.size() - before) + " of " + texts.size() + " CSV files");
        }
    }

    private void read(Path path, InputFile file) {
        findDateOrder(file).ifPresent(order -> {
            int number = files.size();
            // Without its folders: a line of the report is long enough.
            files.add(file.name().replace(path.toString(), String.valueOf(path.getFileName())));
            WallTimes times = new WallTimes(reading.zone(), order);
            CsvFile.read(file, reading.encoding(), (line, names) -> {
                TripHeader header = TripHeader.of(file.name() + " line " + line, names);
                return (rowLine, fields) -> row(new RowRef(number, rowLine, 0), header, times, fields);
            });
        });
    }

    /** Reads the file once for its dates. Empty for one of an archive's files that is not of trips. */
    private Optional<DateOrder> findDateOrder(InputFile file) {
        DateSurvey survey = new DateSurvey(file.name());
        List<TripHeader> found = new ArrayList<>(1);
        CsvFile.read(file, reading.encoding(), (line, names) -> {
            if (file.member() && !TripHeader.isOfTrips(names)) {
                notes.add(file.name() + " is not of trips and was not read");
                return (rowLine, fields) -> {};
            }
            TripHeader header = TripHeader.of(file.name() + " line " + line, names);
            found.add(header);
            return survey(survey, header);
        });
        return found.stream()
                .map(header ->
                        survey.decide(reading.dates(), header.system().flatMap(TripSystem::usualDates), notes::add))
                .findFirst();
    }

    private static BiConsumer<Long, List<String>> survey(DateSurvey survey, TripHeader header) {
        return (line, fields) -> {
            survey.see(line, header.start(fields));
            survey.see(line, header.stop(fields));
        };
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
        if (guessedTimes > 0) {
            notes.add("at an hour that the clock showed twice, taken as the earlier: trips=" + guessedTimes);
        }
        if (floatIds > 0) {
            notes.add(floatIds + " ids like 3183.0 were read as 3183");
        }
        return new TripHistory(rows, rides, leftOut, sites, files, notes);
    }

    private void row(RowRef ref, TripHeader header, WallTimes times, List<String> fields) {
        rows++;
        if (header.isRepeatedBy(fields)) {
            leaveOut(ref, Reason.HEADER_REPEATED, "the header once more");
            return;
        }
        if (!header.fits(fields)) {
            leaveOut(ref, Reason.UNREADABLE_ROW, fields.size() + " columns instead of " + header.describeWidth());
            return;
        }
        String bike = id(header.get(TripColumn.BIKE, fields));
        String from = id(header.get(TripColumn.FROM, fields));
        String to = id(header.get(TripColumn.TO, fields));
        Optional<Reason> unusable = findUnusable(bike, from, to);
        if (unusable.isPresent()) {
            leaveOut(ref, unusable.get(), "bike '" + bike + "', from '" + from + "', to '" + to + "'");
            return;
        }
        Optional<LeftOut> unreadable = findUnreadableName(ref, header, fields);
        if (unreadable.isPresent()) {
            leftOut.add(unreadable.get());
            return;
        }
        findTimes(ref, header, times, fields).ifPresent(when -> {
            guessedTimes += when.guessed() ? 1 : 0;
            placed.add(new PlacedRide(
                    new Ride(ref, bike, from, to, when.startMs(), when.endMs()),
                    TripSites.from(from, header, fields),
                    TripSites.to(to, header, fields),
                    header.hasPositions()));
        });
    }

    private static Optional<LeftOut> findUnreadableName(RowRef ref, TripHeader header, List<String> fields) {
        Optional<String> from = header.findControl(TripColumn.FROM_NAME, fields);
        return from.isPresent()
                ? from.map(detail -> new LeftOut(ref, Reason.START_STATION_NAME_NOT_USABLE, detail))
                : header.findControl(TripColumn.TO_NAME, fields)
                        .map(detail -> new LeftOut(ref, Reason.END_STATION_NAME_NOT_USABLE, detail));
    }

    private String id(String written) {
        String plain = Ids.plain(written);
        floatIds += plain.equals(written) ? 0 : 1;
        return plain;
    }

    private Optional<RideTimes> findTimes(RowRef ref, TripHeader header, WallTimes times, List<String> fields) {
        String start = header.start(fields);
        String stop = header.stop(fields);
        WallTimes.Read startRead = times.read(start);
        WallTimes.Read stopRead = times.read(stop);
        if (startRead instanceof WallTimes.Read.Time starts && stopRead instanceof WallTimes.Read.Time stops) {
            RideTimes chosen = RideTimes.choose(
                    starts.epochMs(), stops.epochMs(), durationMs(header.get(TripColumn.DURATION, fields)));
            if (chosen.endMs() < chosen.startMs()) {
                leaveOut(ref, Reason.ENDS_BEFORE_IT_STARTS, start + " to " + stop);
                return Optional.empty();
            }
            return Optional.of(chosen);
        }
        boolean unreadable =
                startRead instanceof WallTimes.Read.Unreadable || stopRead instanceof WallTimes.Read.Unreadable;
        leaveOut(
                ref,
                unreadable ? Reason.UNREADABLE_TIME : Reason.TIME_SKIPPED_BY_CLOCK_CHANGE,
                "'" + start + "' to '" + stop + "'");
        return Optional.empty();
    }

    /** Of seconds, perhaps with a fraction or with commas between the thousands. */
    private static OptionalLong durationMs(String seconds) {
        try {
            double value = Decimal.parse(seconds.replace(",", ""));
            return Double.isFinite(value) ? OptionalLong.of(Math.round(value * 1_000)) : OptionalLong.empty();
        } catch (NumberFormatException notSeconds) {
            return OptionalLong.empty();
        }
    }

    private static Optional<Reason> findUnusable(String bike, String from, String to) {
        if (Ids.isBlank(bike)) {
            return Optional.of(Reason.NO_BIKE);
        }
        if (!Ids.isUsableBike(bike)) {
            return Optional.of(Reason.BIKE_ID_NOT_USABLE);
        }
        if (Ids.isBlank(from)) {
            return Optional.of(Reason.NO_START_STATION);
        }
        if (Ids.isBlank(to)) {
            return Optional.of(Reason.NO_END_STATION);
        }
        if (!Ids.isUsable(from)) {
            return Optional.of(Reason.START_STATION_ID_NOT_USABLE);
        }
        return Ids.isUsable(to) ? Optional.empty() : Optional.of(Reason.END_STATION_ID_NOT_USABLE);
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
