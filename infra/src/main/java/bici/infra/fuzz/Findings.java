package bici.infra.fuzz;

import java.util.ArrayList;
import java.util.List;

/** What must not be, each with the request that showed it. For one thread. */
final class Findings {
    private static final int SHOWN = 25;

    private final List<String> serverErrors = new ArrayList<>();
    private final List<String> stackTraces = new ArrayList<>();
    private final List<String> offContract = new ArrayList<>();

    void serverError(String what) {
        serverErrors.add(what);
    }

    void stackTrace(String what) {
        stackTraces.add(what);
    }

    void offContract(String what) {
        offContract.add(what);
    }

    int serverErrors() {
        return serverErrors.size();
    }

    int stackTraces() {
        return stackTraces.size();
    }

    boolean isEmpty() {
        return serverErrors.isEmpty() && stackTraces.isEmpty() && offContract.isEmpty();
    }

    /** For people to read; of many of a kind the first. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        add(lines, "server error", serverErrors);
        add(lines, "stack trace", stackTraces);
        add(lines, "not in the contract", offContract);
        return lines;
    }

    private static void add(List<String> lines, String kind, List<String> of) {
        of.stream().limit(SHOWN).forEach(what -> lines.add(kind + ": " + what));
        if (of.size() > SHOWN) {
            lines.add(kind + ": and " + (of.size() - SHOWN) + " more");
        }
    }
}
