package bici.api.contract;

import bici.api.access.Caller;
import bici.api.http.Language;
import bici.api.http.Problem;
import bici.api.http.ProblemException;
import bici.api.http.ProblemType;
import bici.fleet.people.Principal;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request that keeps its contract, as its operation sees it. Immutable; any thread.
 *
 * @param parameters of path and query, by name, as text
 * @param headers those of the contract, {@code Last-Event-ID} and {@code If-None-Match}, by lower-case name
 * @param body an empty object when there is none
 * @param cookies by name
 */
public record Call(
        Optional<Caller> caller,
        Map<String, String> parameters,
        Map<String, String> headers,
        JsonObject body,
        Map<String, String> cookies,
        Origin origin) {
    public Call {
        parameters = Map.copyOf(parameters);
        headers = Map.copyOf(headers);
        cookies = Map.copyOf(cookies);
    }

    /**
     * Where from, when and in which language.
     *
     * @param address the other end's network address
     */
    public record Origin(String address, Instant at, Language language) {}

    public Instant at() {
        return origin.at();
    }

    public Language language() {
        return origin.language();
    }

    /** The rider who asks; the matrix let nobody else through. */
    public RiderId rider() {
        if (caller.isPresent() && caller.get().principal() instanceof Principal.OfRider of) {
            return of.rider();
        }
        throw new ProblemException(ProblemType.FORBIDDEN);
    }

    /** The member of staff who asks. */
    public StaffId staff() {
        if (caller.isPresent() && caller.get().principal() instanceof Principal.OfStaff of) {
            return of.staff();
        }
        throw new ProblemException(ProblemType.FORBIDDEN);
    }

    public Optional<String> find(String parameter) {
        return Optional.ofNullable(parameters.get(parameter));
    }

    /** A parameter that the contract requires. */
    public String get(String parameter) {
        return find(parameter).orElseThrow(() -> new ProblemException(Problem.invalid(parameter, "required")));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** A whole number, or what the contract says when it is not given: defaults are not put in by the validator. */
    public int number(String parameter, int otherwise) {
        return find(parameter).map(Integer::parseInt).orElse(otherwise);
    }

    /** A field of the body that the contract requires. */
    public String field(String name) {
        return Optional.ofNullable(body.getString(name))
                .orElseThrow(() -> new ProblemException(Problem.invalid("/" + name, "required")));
    }

    /** An id or a cursor out of text; not found when it cannot be one. */
    public <T> T id(String parameter, Function<String, T> make) {
        try {
            return make.apply(get(parameter));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.NOT_FOUND);
        }
    }

    /** Where a page begins; a cursor we did not make is an invalid request. */
    public <T> Optional<T> cursor(Function<String, Optional<T>> parse) {
        return find("cursor")
                .map(text -> parse.apply(Cursors.decode(text))
                        .orElseThrow(() -> new ProblemException(Problem.invalid("cursor", "format"))));
    }
}
