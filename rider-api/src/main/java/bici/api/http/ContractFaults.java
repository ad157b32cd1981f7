package bici.api.http;

import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorErrorType;
import io.vertx.openapi.validation.ValidatorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says which part of a request broke which rule of its contract, without repeating what was sent. */
final class ContractFaults {
    private static final int MOST = 10;

    private ContractFaults() {}

    static Problem of(ValidatorException failure) {
        if (failure instanceof SchemaValidationException schema && schema.getOutputUnit() != null) {
            List<Problem.Fault> faults = deepest(schema.getOutputUnit().getErrors());
            return faults.isEmpty() ? Problem.invalid("", "schema") : invalid(faults);
        }
        if (failure.type() == ValidatorErrorType.UNSUPPORTED_VALUE_FORMAT) {
            return Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        return Problem.invalid(
                "", failure.type().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static Problem invalid(List<Problem.Fault> faults) {
        return new Problem(ProblemType.INVALID_REQUEST, faults, Optional.empty());
    }

    /** The headline misleads where a schema is closed: the units deepest in the contract tell what is wrong. */
    private static List<Problem.Fault> deepest(@Nullable List<OutputUnit> units) {
        List<Problem.Fault> faults = new ArrayList<>();
        for (OutputUnit unit : units == null ? List.<OutputUnit>of() : units) {
            String rule = lastStep(unit.getKeywordLocation());
            if (faults.size() < MOST && !isHeadline(rule)) {
                faults.add(new Problem.Fault(pointer(unit.getInstanceLocation()), code(rule)));
            }
        }
        return faults.stream().distinct().toList();
    }

    private static boolean isHeadline(String rule) {
        return rule.equals("properties") || rule.equals("$ref") || rule.equals("items");
    }

    private static String code(String rule) {
        return rule.equals("additionalProperties") || rule.equals("false") ? "unknown" : rule;
    }

    private static String lastStep(@Nullable String location) {
        String text = location == null ? "" : location;
        return text.substring(text.lastIndexOf('/') + 1);
    }

    private static String pointer(@Nullable String location) {
        String text = location == null ? "" : location;
        return text.startsWith("#") ? text.substring(1) : text;
    }
}
