package bici.api.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every kind of error the API answers with, in both languages: the one table. {@code docs/PROBLEMS.md} shows it, a test
 * compares. The word is part of the contract: clients act on it.
 */
public enum ProblemType {
    INVALID_REQUEST(
            400,
            new Text("Solicitud no válida", "Algún dato no es correcto; la lista errors dice cuál y por qué."),
            new Text("Invalid request", "Some of the data is not right; the list errors says which and why.")),
    INVALID_PHONE(
            400,
            new Text(
                    "Número de celular no válido",
                    "Escriba un celular colombiano de 10 dígitos, o con + y código del país."),
            new Text(
                    "Invalid phone number",
                    "Enter a Colombian mobile of 10 digits, or one with + and the country code.")),
    PHONE_NOT_SERVED(
            400,
            new Text(
                    "No enviamos mensajes a ese país",
                    "El código de ingreso solo se envía a celulares de los países del servicio. Use uno colombiano (+57)."),
            new Text(
                    "No messages to that country",
                    "Sign-in codes are sent only to mobiles of the countries served. Use a Colombian one (+57).")),
    NOT_SIGNED_IN(
            401,
            new Text("Debe iniciar sesión", "Falta un token de acceso válido o ya venció."),
            new Text("Sign in first", "A valid access token is missing, or it has expired.")),
    WRONG_SIGN_IN_CODE(
            401,
            new Text("Código incorrecto", "El código no es correcto o ya venció. Pida uno nuevo si hace falta."),
            new Text("Wrong code", "The code is wrong or has expired. Ask for a new one if needed.")),
    LINK_USED(
            401,
            new Text("El enlace ya no sirve", "El enlace de ingreso ya se usó o venció. Pida uno nuevo."),
            new Text("The link no longer works", "This sign-in link was used or has expired. Ask for a new one.")),
    SESSION_ENDED(
            401,
            new Text("La sesión terminó", "Inicie sesión de nuevo."),
            new Text("The session has ended", "Please sign in again.")),
    FORBIDDEN(
            403,
            new Text("No permitido", "Su rol no permite esta operación."),
            new Text("Not allowed", "Your role does not allow this operation.")),
    FOREIGN_ORIGIN(
            403,
            new Text("Origen no permitido", "La solicitud viene de una página de otro sitio."),
            new Text("Origin not allowed", "The request comes from a page of another site.")),
    RIDER_SUSPENDED(
            403,
            new Text("Cuenta suspendida", "Su cuenta está suspendida. Comuníquese con atención al usuario."),
            new Text("Account suspended", "Your account is suspended. Please contact support.")),
    CONSENT_MISSING(
            403,
            new Text("Falta su autorización", "Acepte primero la política de tratamiento de datos personales."),
            new Text("Your consent is missing", "Please accept the personal data policy first.")),
    OTHER_RIDER(
            403,
            new Text("Solicitud de otra cuenta", "riderId no es el de quien inició sesión. No se hizo nada."),
            new Text("Another account's request", "riderId is not the one of who is signed in. Nothing was done.")),
    NOT_FOUND(
            404,
            new Text("No existe", "Lo que busca no existe o no es suyo."),
            new Text("Not found", "What you are looking for does not exist or is not yours.")),
    UNKNOWN_CODE(
            404,
            new Text(
                    "Código desconocido",
                    "Ningún anclaje ni bicicleta tiene ese código. Revíselo y escríbalo de nuevo."),
            new Text("Unknown code", "No dock and no bike has this code. Check it and type it again.")),
    NO_SUCH_DOCK(
            404,
            new Text("No existe ese anclaje", "La estación no tiene un anclaje con ese número."),
            new Text("No such dock", "The station has no dock with that number.")),
    METHOD_NOT_ALLOWED(
            405,
            new Text("Método no permitido", "Esta dirección no acepta ese método."),
            new Text("Method not allowed", "This address does not accept that method.")),
    REQUEST_TIMEOUT(
            408,
            new Text("La solicitud no llegó a tiempo", "La solicitud tardó demasiado en llegar. Intente de nuevo."),
            new Text("The request did not arrive in time", "The request took too long to arrive. Try again.")),
    TRIP_OPEN(
            409,
            new Text("Ya tiene un viaje abierto", "Devuelva primero la bicicleta que lleva."),
            new Text("You are on a trip", "First return the bike you have.")),
    UNLOCK_PENDING(
            409,
            new Text("Ya pidió una bicicleta", "Su solicitud anterior aún no se resuelve. Espere unos segundos."),
            new Text(
                    "You have already asked for a bike", "Your earlier request is still pending. Wait a few seconds.")),
    NO_BIKE(
            409,
            new Text("No hay bicicleta", "En ese anclaje no hay bicicleta. Pruebe con otro."),
            new Text("No bike here", "There is no bike in this dock. Try another.")),
    BIKE_HELD(
            409,
            new Text("Bicicleta apartada", "Otra persona acaba de pedir esa bicicleta. Tome otra."),
            new Text("Bike is reserved", "Somebody else has just asked for this bike. Take another.")),
    BIKE_IN_TRIP(
            409,
            new Text("Bicicleta en uso", "Esa bicicleta está en un viaje."),
            new Text("Bike in use", "This bike is on a trip.")),
    BIKE_OUT_OF_SERVICE(
            409,
            new Text("Bicicleta fuera de servicio", "Esa bicicleta está en mantenimiento. Tome otra."),
            new Text("Bike out of service", "This bike is under maintenance. Take another.")),
    DOCK_FAULTY(
            409,
            new Text("Anclaje con falla", "Ese anclaje tiene una falla. Tome una bicicleta de otro."),
            new Text("Dock is faulty", "This dock has a fault. Take a bike from another.")),
    DOCK_LOCKED_OUT(
            409,
            new Text("Anclaje bloqueado", "El operador bloqueó ese anclaje. Tome una bicicleta de otro."),
            new Text("Dock is locked out", "The operator has locked this dock. Take a bike from another.")),
    STATION_OUT_OF_SERVICE(
            409,
            new Text("Estación fuera de servicio", "La estación no presta servicio ahora. Busque otra cercana."),
            new Text("Station out of service", "The station is not in service right now. Find another one nearby.")),
    BIKE_GONE(
            409,
            new Text("La bicicleta ya no está", "Alguien la tomó antes. No se le abrió ningún viaje."),
            new Text("The bike is gone", "Somebody took it first. No trip was opened for you.")),
    LOCK_FAILED(
            409,
            new Text("El candado no abrió", "El candado falló. No se abrió ningún viaje; tome otra bicicleta."),
            new Text("The lock did not open", "The lock failed. No trip was opened; take another bike.")),
    STATION_REFUSED(
            409,
            new Text("La estación no aceptó", "La estación no aceptó la orden. No se abrió ningún viaje."),
            new Text("The station refused", "The station did not accept the order. No trip was opened.")),
    NOT_TAKEN(
            409,
            new Text(
                    "No retiró la bicicleta",
                    "El candado abrió, nadie retiró la bicicleta y volvió a cerrar. No hay viaje."),
            new Text(
                    "The bike was not taken",
                    "The lock opened, nobody took the bike, and it locked again. There is no trip.")),
    CANCELLED(
            409,
            new Text("Solicitud cancelada", "La solicitud se canceló antes de llegar a la estación. No hay viaje."),
            new Text(
                    "Request cancelled", "The request was cancelled before it reached the station. There is no trip.")),
    REQUEST_IN_FLIGHT(
            409,
            new Text("Solicitud en curso", "La misma solicitud aún se está atendiendo."),
            new Text("Request in progress", "The same request is still being handled.")),
    TRIP_NOT_ENDED(
            409,
            new Text("El viaje no ha terminado", "El recibo sale cuando la bicicleta queda anclada."),
            new Text("The trip has not ended", "The receipt comes once the bike is docked.")),
    POLICY_OUTDATED(
            409,
            new Text("La política cambió", "Lea y acepte la versión vigente."),
            new Text("The policy has changed", "Read and accept the current version.")),
    BIKE_IN_DOCK(
            409,
            new Text("La bicicleta está anclada", "Una estación la muestra en un anclaje: no está perdida."),
            new Text("The bike is in a dock", "A station shows it in a dock: it is not missing.")),
    REPORT_STATE(
            409,
            new Text("El reporte ya cambió", "Otra persona ya lo tomó o lo cerró. Vea cómo está ahora."),
            new Text("The report has changed", "Somebody has already taken or closed it. See how it stands now.")),
    TOO_LARGE(
            413,
            new Text("Solicitud demasiado grande", "El cuerpo pasa de 16 KiB."),
            new Text("Request too large", "The body exceeds 16 KiB.")),
    URI_TOO_LONG(
            414,
            new Text("Dirección demasiado larga", "La dirección pasa de 8 KiB."),
            new Text("Address too long", "The address exceeds 8 KiB.")),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            new Text("Formato no aceptado", "Envíe el cuerpo como application/json."),
            new Text("Unsupported media type", "Send the body as application/json.")),
    EXPECTATION_FAILED(
            417,
            new Text("Expect no aceptado", "De lo que puede decir Expect, solo se acepta 100-continue."),
            new Text("Expectation failed", "Of what Expect can say, only 100-continue is accepted.")),
    KEY_REUSED(
            422,
            new Text("Clave ya usada", "Esa Idempotency-Key se usó para otra solicitud."),
            new Text("Key already used", "This Idempotency-Key was used for another request.")),
    IMPOSSIBLE_TIME(
            422,
            new Text("Hora imposible", "La hora está en el futuro o antes de que empezara el viaje."),
            new Text("Impossible time", "The time is in the future, or before the trip began.")),
    TOO_MANY_REQUESTS(
            429,
            new Text("Demasiadas solicitudes", "Espere lo que dice Retry-After y vuelva a intentar."),
            new Text("Too many requests", "Wait as long as Retry-After says and try again.")),
    TOO_MANY_WRONG_CODES(
            429,
            new Text("Demasiados códigos errados", "Escribió varios códigos errados. Intente más tarde."),
            new Text("Too many wrong codes", "You entered several wrong codes. Try again later.")),
    TOO_MANY_UNLOCKS(
            429,
            new Text("Demasiadas solicitudes de bicicleta", "Pidió varias bicicletas seguidas. Espere un minuto."),
            new Text("Too many bike requests", "You asked for several bikes in a row. Wait a minute.")),
    TOO_MANY_REPORTS(
            429,
            new Text("Demasiados reportes", "Envió diez reportes en una hora. Si es urgente, llame; si no, espere."),
            new Text("Too many reports", "You sent ten reports within an hour. If it is urgent, call; if not, wait.")),
    HEADERS_TOO_LARGE(
            431,
            new Text("Encabezados demasiado grandes", "Los encabezados de la solicitud pasan de 8 KiB."),
            new Text("Headers too large", "The headers of the request exceed 8 KiB.")),
    INTERNAL(
            500,
            new Text("Error interno", "Algo falló de nuestro lado. Cite el número de solicitud si escribe a soporte."),
            new Text(
                    "Internal error", "Something failed on our side. Quote the request id when you write to support.")),
    NOT_IMPLEMENTED(
            501,
            new Text("Codificación no implementada", "De Transfer-Encoding solo se acepta chunked."),
            new Text("Coding not implemented", "Of Transfer-Encoding, only chunked is accepted.")),
    STATION_OFFLINE(
            503,
            new Text("Estación sin señal", "La estación no responde ahora. No se abrió ningún viaje; busque otra."),
            new Text("Station offline", "The station is not answering. No trip was opened; find another one.")),
    STATION_BUSY(
            503,
            new Text("Estación ocupada", "El candado estaba ocupado. Intente de nuevo en unos segundos."),
            new Text("Station busy", "The lock was busy. Try again in a few seconds.")),
    EXPIRED(
            503,
            new Text(
                    "La estación no respondió a tiempo",
                    "El candado no abrió y ya no abrirá. No hay viaje; intente de nuevo."),
            new Text(
                    "The station did not answer in time",
                    "The lock did not open and no longer will. There is no trip; try again.")),
    SIGN_IN_UNAVAILABLE(
            503,
            new Text("No se pudo enviar el código", "El envío de mensajes no está disponible. Intente más tarde."),
            new Text("The code could not be sent", "Messages cannot be sent right now. Try again later.")),
    UNAVAILABLE(
            503,
            new Text(
                    "Servicio no disponible",
                    "El servicio está muy ocupado o su base de datos no responde. Intente en unos segundos."),
            new Text(
                    "Service unavailable",
                    "The service is busy or its database is unreachable. Try again in a few seconds.")),
    VERSION_NOT_SUPPORTED(
            505,
            new Text("Versión de HTTP no admitida", "Use HTTP/1.1."),
            new Text("HTTP version not supported", "Use HTTP/1.1."));

    private final int status;
    private final String titulo;
    private final String detalle;
    private final String title;
    private final String detail;

    ProblemType(int status, Text spanish, Text english) {
        this.status = status;
        this.titulo = spanish.title();
        this.detalle = spanish.detail();
        this.title = english.title();
        this.detail = english.detail();
    }

    /** A title and what to do. */
    public record Text(String title, String detail) {}

    public int status() {
        return status;
    }

    /** As in {@code /problems/WORD}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Text text(Language language) {
        return language == Language.ES ? new Text(titulo, detalle) : new Text(title, detail);
    }

    public static Optional<ProblemType> find(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }
}
