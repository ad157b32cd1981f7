package bici.api.operator;

import bici.api.http.Language;
import bici.fleet.operations.Alarm;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Alarms as the control room reads them: what is wrong, and what to do. Nothing about riders. */
public final class AlarmJson {
    private AlarmJson() {}

    public static JsonArray alarms(List<Alarm> alarms, Language language) {
        JsonArray shown = new JsonArray();
        alarms.forEach(alarm -> shown.add(alarm(alarm, language)));
        return shown;
    }

    static JsonObject alarm(Alarm alarm, Language language) {
        JsonObject json = new JsonObject()
                .put("alarmId", alarm.id())
                .put("kind", alarm.kind().word())
                .put("severity", alarm.kind().severity().word())
                .put("since", alarm.since().toString())
                .put("text", text(alarm, language))
                .put("todo", todo(alarm.kind(), language))
                .put("evidence", alarm.evidence());
        alarm.station().ifPresent(station -> json.put("stationId", station.value()));
        alarm.dock().ifPresent(dock -> json.put("dock", dock));
        alarm.bike().ifPresent(bike -> json.put("bikeId", bike.value()));
        return json;
    }

    private static String text(Alarm alarm, Language language) {
        String place = alarm.dock()
                .map(dock -> language.pick("el anclaje ", "dock ") + dock)
                .orElse(language.pick("la estación", "the station"));
        String bike = alarm.bike().map(Object::toString).orElse("?");
        return text(alarm.kind(), language)
                .replace("{place}", place)
                .replace("{bike}", bike)
                .replace("{docks}", alarm.evidence().replace(" ", ", "));
    }

    /** With {@code {place}}, {@code {bike}} and {@code {docks}} where they are named. */
    private static String text(Alarm.Kind kind, Language language) {
        return switch (kind) {
            case STATION_OFFLINE -> language.pick("La estación está sin señal.", "The station is offline.");
            case UNAUTHORISED_REMOVAL ->
                language.pick(
                        "Sacaron la bici {bike} sin autorización.", "Bike {bike} was removed without authorisation.");
            case FORCED_LOCK -> language.pick("Forzaron {place}.", "Somebody forced {place}.");
            case CLONED_CERTIFICATE ->
                language.pick(
                        "Dos equipos usan el certificado de esta estación.",
                        "Two devices are using this station's certificate.");
            case FEEDS_STALE ->
                language.pick("Los datos abiertos están desactualizados.", "The open data is out of date.");
            case STATION_UNPUBLISHED ->
                language.pick(
                        "La estación no sale en los datos abiertos: su nombre o su posición no sirven.",
                        "The station is left out of the open data: its name or position cannot be used.");
            case UNREGISTERED_BIKES, UNREGISTERED_DOCKS, CLOCK_SKEW, CLOCK_CONTRADICTION, TRIP_REVIEW ->
                ClaimTexts.text(kind, language);
            case ACCIDENT_REPORTED ->
                language.pick("Un usuario reportó un accidente.", "A rider reported an accident.");
            case REPORT_WAITING, GAP_WAITING, INVENTORY_WAITING, COMMAND_UNKNOWN, BIKE_MISSING, CONFIG_WAITING ->
                WaitingTexts.text(kind, language);
            case BIKE_IN_TWO_DOCKS ->
                language.pick(
                        "La bici {bike} figura en dos anclajes: {docks}.",
                        "Bike {bike} is reported in two docks: {docks}.");
            case DOCK_MISMATCH ->
                language.pick(
                        "El inventario no coincide con lo informado en {place}.",
                        "The inventory does not match what was reported for {place}.");
            case LOCK_FAILED -> language.pick("Falló el candado de {place}.", "The lock of {place} failed.");
            case PROOF_FAILED ->
                language.pick(
                        "Una tarjeta abrió un candado sin comprobante válido.",
                        "A card opened a lock without a valid proof.");
            case LOW_BATTERY -> language.pick("La estación tiene la batería baja.", "The station's battery is low.");
            case DOOR_OPEN -> language.pick("La puerta del gabinete está abierta.", "The cabinet door is open.");
            case GHOST_TRIP_REPAIRED ->
                language.pick(
                        "Un viaje de la bici {bike} se cerró según el inventario.",
                        "A trip on bike {bike} was closed from the inventory.");
            case TRIP_CONTESTED ->
                language.pick(
                        "Hay que decidir un viaje de la bici {bike}: no se sabe dónde terminó, o quien la llevaba"
                                + " figura en dos viajes a la vez.",
                        "A trip on bike {bike} must be decided: nobody knows where it ended, or its rider is on two"
                                + " trips at once.");
            case DOCK_FAULT -> language.pick("Hay una falla en {place}.", "There is a fault at {place}.");
            case BIKE_LOW_BATTERY ->
                language.pick("La bici {bike} tiene la batería baja.", "The battery of bike {bike} is low.");
            case QUARANTINE ->
                language.pick("Llegan mensajes que no se pueden usar.", "Unusable messages are arriving.");
        };
    }

    private static String todo(Alarm.Kind kind, Language language) {
        return switch (kind) {
            case STATION_OFFLINE ->
                language.pick("Revisar energía y señal en el sitio.", "Check power and signal on site.");
            case UNAUTHORISED_REMOVAL ->
                language.pick("Buscar la bici y revisar el anclaje.", "Look for the bike and check the dock.");
            case FORCED_LOCK ->
                language.pick(
                        "Enviar a alguien; bloquear el anclaje si está dañado.",
                        "Send someone; lock the dock out if it is damaged.");
            case CLONED_CERTIFICATE ->
                language.pick(
                        "Ubicar el otro equipo, revocar el certificado y expedir uno nuevo.",
                        "Find the other device, revoke the certificate and issue a new one.");
            case FEEDS_STALE ->
                language.pick(
                        "Avisar a soporte técnico: revisar la base de datos y los registros del servidor.",
                        "Call technical support: check the database and the server's log.");
            case STATION_UNPUBLISHED ->
                language.pick(
                        "Corregirla con 'bici station add' y la misma identificación.",
                        "Correct it with 'bici station add' and the same id.");
            case UNREGISTERED_BIKES, UNREGISTERED_DOCKS, CLOCK_SKEW, CLOCK_CONTRADICTION, TRIP_REVIEW ->
                ClaimTexts.todo(kind, language);
            case ACCIDENT_REPORTED ->
                language.pick(
                        "Tomar el reporte ya, confirmar que llamaron al 123 y enviar a alguien.",
                        "Take the report now, make sure 123 was called and send someone.");
            case REPORT_WAITING, GAP_WAITING, INVENTORY_WAITING, COMMAND_UNKNOWN, BIKE_MISSING, CONFIG_WAITING ->
                WaitingTexts.todo(kind, language);
            case BIKE_IN_TWO_DOCKS, DOCK_MISMATCH ->
                language.pick(
                        "Verificar en el sitio qué bici hay en el anclaje.",
                        "Check on site which bike is in the dock.");
            case LOCK_FAILED, DOCK_FAULT ->
                language.pick("Bloquear el anclaje y enviar al técnico.", "Lock the dock out and send a technician.");
            case PROOF_FAILED ->
                language.pick(
                        "Revisar la tarjeta y bloquearla si es copia.", "Check the card and block it if it is a copy.");
            case LOW_BATTERY ->
                language.pick("Revisar la red eléctrica y la batería.", "Check the mains supply and the battery.");
            case DOOR_OPEN -> language.pick("Cerrar el gabinete.", "Close the cabinet.");
            case GHOST_TRIP_REPAIRED ->
                language.pick(
                        "Nada: no se cobra. Si se repite, revisar el anclaje.",
                        "Nothing: it is not charged. If it happens again, check the dock.");
            case TRIP_CONTESTED ->
                language.pick(
                        "Decidir el viaje: cerrarlo, anularlo o darlo por válido. Mientras tanto no se cobra.",
                        "Decide the trip: close, cancel or accept it. Until then it is not charged.");
            case BIKE_LOW_BATTERY -> language.pick("Llevar la bici a cargar.", "Take the bike for charging.");
            case QUARANTINE ->
                language.pick(
                        "Leer la cuarentena y avisar al fabricante.",
                        "Read the quarantine and inform the manufacturer.");
        };
    }
}
