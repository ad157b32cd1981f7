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
                .put("stationId", alarm.station().value())
                .put("since", alarm.since().toString())
                .put("text", text(alarm, language))
                .put("todo", todo(alarm.kind(), language))
                .put("evidence", alarm.evidence());
        alarm.dock().ifPresent(dock -> json.put("dock", dock));
        alarm.bike().ifPresent(bike -> json.put("bikeId", bike.value()));
        return json;
    }

    private static String text(Alarm alarm, Language language) {
        String place = alarm.dock()
                .map(dock -> language.pick("el anclaje ", "dock ") + dock)
                .orElse(language.pick("la estación", "the station"));
        String bike = alarm.bike().map(Object::toString).orElse("?");
        return switch (alarm.kind()) {
            case STATION_OFFLINE -> language.pick("La estación está sin conexión.", "The station is off line.");
            case UNAUTHORISED_REMOVAL ->
                language.pick("Sacaron la bici %s sin autorización.", "Bike %s was removed without authority.")
                        .formatted(bike);
            case FORCED_LOCK ->
                language.pick("Forzaron %s.", "Somebody forced %s.").formatted(place);
            case CLONED_CERTIFICATE ->
                language.pick(
                        "Dos equipos usan el certificado de esta estación.",
                        "Two machines use the certificate of this station.");
            case BIKE_IN_TWO_DOCKS ->
                language.pick("La bici %s figura en dos anclajes.", "Bike %s is told of in two docks.")
                        .formatted(bike);
            case DOCK_MISMATCH ->
                language.pick(
                                "El inventario no coincide con lo informado en %s.",
                                "The inventory differs from what was told of %s.")
                        .formatted(place);
            case LOCK_FAILED ->
                language.pick("Falló el candado de %s.", "The lock failed: %s.").formatted(place);
            case PROOF_FAILED ->
                language.pick(
                        "Una tarjeta abrió sin comprobante válido.", "A card opened a lock without a valid proof.");
            case CLOCK_SKEW -> language.pick("El reloj de la estación está mal.", "The station's clock is wrong.");
            case LOW_BATTERY -> language.pick("La estación tiene la batería baja.", "The station's battery is low.");
            case DOOR_OPEN -> language.pick("La puerta del gabinete está abierta.", "The cabinet's door is open.");
            case GHOST_TRIP_REPAIRED ->
                language.pick(
                                "Un viaje de la bici %s se cerró por inventario.",
                                "A trip of bike %s was ended by an inventory.")
                        .formatted(bike);
            case TRIP_CONTESTED ->
                language.pick(
                                "Nadie puede decir ya dónde terminó un viaje de la bici %s.",
                                "Nobody can tell any more where a trip of bike %s ended.")
                        .formatted(bike);
            case DOCK_FAULT ->
                language.pick("Tiene una falla: %s.", "It has a fault: %s.").formatted(place);
            case BIKE_LOW_BATTERY ->
                language.pick("La bici %s tiene la batería baja.", "The battery of bike %s is low.")
                        .formatted(bike);
            case QUARANTINE ->
                language.pick("Llegan mensajes que no se pueden usar.", "Messages come that cannot be used.");
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
                        "Send somebody; lock the dock out if it is damaged.");
            case CLONED_CERTIFICATE ->
                language.pick(
                        "Ubicar el otro equipo, revocar el certificado y expedir uno nuevo.",
                        "Find the other machine, revoke the certificate and issue a new one.");
            case BIKE_IN_TWO_DOCKS, DOCK_MISMATCH ->
                language.pick(
                        "Mirar en el sitio qué bici hay en el anclaje.", "Look on site which bike is in the dock.");
            case LOCK_FAILED, DOCK_FAULT ->
                language.pick("Bloquear el anclaje y enviar al técnico.", "Lock the dock out and send a technician.");
            case PROOF_FAILED ->
                language.pick(
                        "Revisar la tarjeta y negarla si es copia.", "Check the card and deny it if it is a copy.");
            case CLOCK_SKEW ->
                language.pick(
                        "Reiniciar la estación; si sigue, cambiar la pila del reloj.",
                        "Reboot the station; if it stays, change the clock's battery.");
            case LOW_BATTERY ->
                language.pick("Revisar la red eléctrica y la batería.", "Check the mains and the battery.");
            case DOOR_OPEN -> language.pick("Cerrar el gabinete.", "Close the cabinet.");
            case GHOST_TRIP_REPAIRED ->
                language.pick(
                        "Nada: no se cobra. Si se repite, revisar el anclaje.",
                        "Nothing: it is not charged. If it comes again, check the dock.");
            case TRIP_CONTESTED ->
                language.pick(
                        "Decidir el viaje: darle un final, anularlo o confirmarlo. Mientras tanto no se cobra.",
                        "Decide the trip: give it an end, revert it or uphold it. Until then it is not charged.");
            case BIKE_LOW_BATTERY -> language.pick("Llevar la bici a cargar.", "Take the bike to be charged.");
            case QUARANTINE ->
                language.pick("Leer la cuarentena y avisar al fabricante.", "Read the quarantine and tell the maker.");
        };
    }
}
