package bici.api.http;

import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorErrorType;
import io.vertx.openapi.validation.ValidatorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says which part of a request broke which rule of its contract, without repeating what was sent. */
final class ContractFaults {
    private static final int MOST = 10;
    private static final String UNKNOWN = "unknown";
    /** The validator says in words only which parameter it means; every one of its sentences ends like this. */
    private static final Pattern PARAMETER =
            Pattern.compile("\\b(?:path|query|header|cookie) parameter ([A-Za-z0-9_-]+)", Pattern.CASE_INSENSITIVE);

    /** Of a missing property too only the sentence tells the name, which is the contract's and not the sender's. */
    private static final Pattern MISSING = Pattern.compile("required property \"([A-Za-z0-9_-]+)\"");

    private ContractFaults() {}

    static Problem of(ValidatorException failure) {
        Optional<String> parameter = parameter(failure.getMessage());
        if (failure instanceof SchemaValidationException schema && schema.getOutputUnit() != null) {
            List<Problem.Fault> faults = faults(schema.getOutputUnit().getErrors(), parameter);
            return faults.isEmpty() ? Problem.invalid(parameter.orElse(""), "schema") : invalid(faults);
        }
        if (failure.type() == ValidatorErrorType.UNSUPPORTED_VALUE_FORMAT && parameter.isEmpty()) {
            return Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        boolean missing = failure.type() == ValidatorErrorType.MISSING_REQUIRED_PARAMETER;
        return Problem.invalid(parameter.orElse(""), missing ? "required" : "format");
    }

    private static Optional<String> parameter(@Nullable String sentence) {
        Matcher matcher = PARAMETER.matcher(sentence == null ? "" : sentence);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Problem invalid(List<Problem.Fault> faults) {
        return new Problem(ProblemType.INVALID_REQUEST, faults, Optional.empty());
    }

    /** The headline misleads where a schema is closed: the units deepest in the contract tell what is wrong. */
    private static List<Problem.Fault> faults(@Nullable List<OutputUnit> units, Optional<String> parameter) {
        List<Problem.Fault> faults = new ArrayList<>();
        for (OutputUnit unit : units == null ? List.<OutputUnit>of() : units) {
            String rule = lastStep(unit.getKeywordLocation());
            if (!isHeadline(rule)) {
                faults.add(new Problem.Fault(parameter.orElseGet(() -> pointer(unit, rule)), code(rule)));
            }
        }
        return faults.stream()
                .filter(fault -> !isEcho(fault, faults))
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** A field with a wrong value counts as not defined for the validator, which then says that it is unknown as well. */
    private static boolean isEcho(Problem.Fault fault, List<Problem.Fault> all) {
        return fault.code().equals(UNKNOWN)
                && all.stream()
                        .anyMatch(other -> !other.code().equals(UNKNOWN)
                                && (other.pointer() + '/').startsWith(fault.pointer() + '/'));
    }

    private static boolean isHeadline(String rule) {
        return rule.equals("properties") || rule.equals("$ref") || rule.equals("items");
    }

    private static String code(String rule) {
        return rule.equals("additionalProperties") || rule.equals("false") ? UNKNOWN : rule;
    }

    private static String lastStep(@Nullable String location) {
        String text = location == null ? "" : location;
        return text.substring(text.lastIndexOf('/') + 1);
    }

    private static String pointer(OutputUnit unit, String rule) {
        @Nullable String location = unit.getInstanceLocation();
        String text = location == null ? "" : location;
        String pointer = text.startsWith("#") ? text.substring(1) : text;
        return rule.equals("required") ? pointer + missing(unit.getError()) : pointer;
    }

    private static String missing(@Nullable String sentence) {
        Matcher matcher = MISSING.matcher(sentence == null ? "" : sentence);
        return matcher.find() ? "/" + matcher.group(1) : "";
    }
}
