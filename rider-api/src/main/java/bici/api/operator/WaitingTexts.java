package bici.api.operator;

import bici.api.http.Language;
import bici.fleet.operations.Alarm;

/** What the control room reads of things that have waited too long (WaitingLimits), and what to do. */
final class WaitingTexts {
    private WaitingTexts() {}

    static String text(Alarm.Kind kind, Language language) {
        return switch (kind) {
            case REPORT_WAITING ->
                language.pick(
                        "Un reporte de un usuario lleva demasiado tiempo esperando.",
                        "A rider's report has been waiting too long.");
            case GAP_WAITING ->
                language.pick(
                        "Hace más de un día que a la estación le faltan registros por enviar.",
                        "Records of the station have been missing for more than a day.");
            case INVENTORY_WAITING ->
                language.pick(
                        "Hace más de un día que el inventario de la estación espera registros.",
                        "The station's inventory has been waiting for records for more than a day.");
            case COMMAND_UNKNOWN ->
                language.pick(
                        "No se sabe si la estación cumplió una orden en {place}.",
                        "It is not known whether the station carried out an order at {place}.");
            case BIKE_MISSING ->
                language.pick(
                        "Hace más de un día que no se sabe dónde está la bici {bike}.",
                        "For more than a day it has not been known where bike {bike} is.");
            case CONFIG_WAITING ->
                language.pick(
                        "Hace más de un día que la estación no adopta su configuración.",
                        "The station has not adopted its settings for more than a day.");
            default -> throw new IllegalArgumentException(kind + " is about nothing that waits");
        };
    }

    static String todo(Alarm.Kind kind, Language language) {
        return switch (kind) {
            case REPORT_WAITING -> language.pick("Tomarlo o cerrarlo en Reportes.", "Take or close it under Reports.");
            case GAP_WAITING ->
                language.pick(
                        "Reiniciar la estación; si no los envía, el fabricante debe declararlos perdidos.",
                        "Reboot the station; if it does not send them, the maker must declare them lost.");
            case INVENTORY_WAITING ->
                language.pick(
                        "Reiniciar la estación y verificar en el sitio qué bicis hay.",
                        "Reboot the station and check on site which bikes are there.");
            case COMMAND_UNKNOWN ->
                language.pick(
                        "Reiniciar la estación para que envíe su inventario; verificar en el sitio.",
                        "Reboot the station so that it sends its inventory; check on site.");
            case BIKE_MISSING ->
                language.pick("Buscarla a partir de su última estación.", "Look for it, starting at its last station.");
            case CONFIG_WAITING ->
                language.pick(
                        "Leer el motivo en la página de la estación y corregir la configuración.",
                        "Read the reason on the station's page and correct the settings.");
            default -> throw new IllegalArgumentException(kind + " is about nothing that waits");
        };
    }
}
