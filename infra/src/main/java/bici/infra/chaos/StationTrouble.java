package bici.infra.chaos;

import bici.wire.WireFact.Cause;
import bici.wire.WireFact.Happening;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;

/** Breaks clocks and counters of stations and lets them invent; each fault is written down before it strikes. One thread. */
final class StationTrouble {
    private static final List<Integer> BEGINNINGS = List.of(1970, 2000, 2036, 2106);
    /** As often as something is broken, something is set right. */
    private static final int SET_RIGHT = 9;

    private static final String CREW = "00000000000000000000000000000001";

    private final List<CityStation> stations;
    private final TruthJournal truth;
    private final SplittableRandom dice;
    private final int docks;

    /** @param docks that each station has */
    StationTrouble(List<CityStation> stations, TruthJournal truth, SplittableRandom dice, int docks) {
        this.stations = List.copyOf(stations);
        this.truth = truth;
        this.dice = dice;
        this.docks = docks;
    }

    /** One thing goes wrong, or some station goes as it should again. */
    void strike() {
        CityStation one = stations.get(dice.nextInt(stations.size()));
        switch (dice.nextInt(9 + SET_RIGHT)) {
            case 0 -> {
                note(one, StationFault.CLOCK_STEPPED);
                one.clock().step(Duration.ofMillis(dice.nextInt(-600_000, 600_000)));
            }
            case 1 -> {
                note(one, StationFault.CLOCK_STOPPED);
                if (dice.nextBoolean()) {
                    one.clock().stop();
                } else {
                    one.clock().stopAt(Instant.EPOCH.plusMillis(dice.nextInt(1_000_000)));
                }
            }
            case 2 -> {
                note(one, StationFault.CALENDAR_RESET);
                int year = BEGINNINGS.get(dice.nextInt(BEGINNINGS.size()));
                one.clock().set(LocalDate.of(year, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            case 3 -> {
                note(one, StationFault.UPTIME_WRAPPED);
                one.uptime().wrapUptime();
            }
            case 4 -> {
                note(one, StationFault.UPTIME_STOOD_STILL);
                one.uptime().stopUptime();
            }
            case 5 -> {
                note(one, StationFault.UPTIME_JUMPED);
                one.uptime().jumpUptime(Duration.ofMinutes(dice.nextInt(60, 60_000)));
            }
            case 6 -> {
                note(one, StationFault.SEQUENCE_SKIPPED);
                one.controller().skip(dice.nextInt(1, 20));
            }
            case 7 -> invent(one);
            case 8 -> copyTag(one);
            default -> setRight(one);
        }
    }

    private void note(CityStation station, StationFault fault) {
        truth.strike(station.name(), fault);
    }

    private void invent(CityStation station) {
        note(station, StationFault.STATION_INVENTS);
        int dock = docks + dice.nextInt(1, docks);
        String bike = StationFault.inventedBike(dice.nextInt(1_000));
        station.tell(new Happening.BikeDocked(dock, bike));
        if (dice.nextBoolean()) {
            station.tell(new Happening.BikeRemoved(dock, bike, new Cause.ByNobody()));
        }
    }

    /** Until the crew finds it, or for good. */
    private void copyTag(CityStation station) {
        List<String> standing = stations.stream()
                .filter(other -> other != station)
                .flatMap(other -> other.bikes().values().stream())
                .sorted()
                .toList();
        if (!standing.isEmpty()) {
            note(station, StationFault.TAG_COPIED);
            int dock = StationFault.ghostDock(dice.nextInt(1, 100));
            String bike = standing.get(dice.nextInt(standing.size()));
            station.tell(new Happening.BikeDocked(dock, bike));
            if (dice.nextBoolean()) {
                station.tell(new Happening.BikeRemoved(dock, bike, new Cause.ByCrew(CREW)));
            }
        }
    }

    private void setRight(CityStation station) {
        station.clock().setRight();
        station.uptime().resumeUptime();
        truth.right(station.name());
    }

    void setAllRight() {
        stations.forEach(this::setRight);
    }
}
