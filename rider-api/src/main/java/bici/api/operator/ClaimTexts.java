package bici.api.operator;

import bici.api.http.Language;
import bici.fleet.operations.Alarm;

/** What the control room reads of things that a station says and nobody else does, and what to do. */
final class ClaimTexts {
    private ClaimTexts() {}

    static String text(Alarm.Kind kind, Language language) {
        return switch (kind) {
            case UNREGISTERED_BIKES ->
                language.pick(
                        "La estación informa de bicis que no están registradas.",
                        "The station tells of bikes that are not registered.");
            case UNREGISTERED_DOCKS ->
                language.pick(
                        "La estación informa de anclajes que no están registrados.",
                        "The station tells of docks that are not registered.");
            case CLOCK_SKEW -> language.pick("El reloj de la estación está desfasado.", "The station's clock is off.");
            case CLOCK_CONTRADICTION ->
                language.pick(
                        "Los relojes de la estación se contradicen; las horas de sus reportes se estiman.",
                        "The station's clocks contradict each other; the times of its reports are estimated.");
            case TRIP_REVIEW ->
                language.pick(
                        "Un viaje de la bici {bike} figura de más de 24 horas, según una hora estimada.",
                        "A trip on bike {bike} lasted over 24 hours, by an estimated time.");
            default -> throw new IllegalArgumentException(kind + " is about nothing that a station claims");
        };
    }

    static String todo(Alarm.Kind kind, Language language) {
        return switch (kind) {
            case UNREGISTERED_BIKES ->
                language.pick(
                        "Verificar en el sitio. Las que existen se incorporan en Bicicletas; si son muchas, revisar la estación.",
                        "Check on site. Add those that exist under Bikes; if they are many, examine the station.");
            case UNREGISTERED_DOCKS ->
                language.pick(
                        "Verificar en el sitio y, si existen, incorporarlos en Bicicletas.",
                        "Check on site and, if they exist, add them under Bikes.");
            case CLOCK_SKEW ->
                language.pick(
                        "Reiniciar la estación; si sigue, cambiar la pila del reloj.",
                        "Reboot the station; if it persists, replace the clock battery.");
            case CLOCK_CONTRADICTION ->
                language.pick(
                        "Revisar el reloj y el contador de encendido de la estación; revisar los viajes de ese lapso.",
                        "Check the station's clock and uptime counter; review the trips of that time.");
            case TRIP_REVIEW ->
                language.pick(
                        "Averiguar cuánto duró y decidirlo: darlo por válido, cerrarlo a otra hora o anularlo. Mientras tanto no se cobra.",
                        "Find out how long it was and decide it: accept it, close it at another time or cancel it. Until then it is not charged.");
            default -> throw new IllegalArgumentException(kind + " is about nothing that a station claims");
        };
    }
}
