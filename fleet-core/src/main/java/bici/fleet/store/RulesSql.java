package bici.fleet.store;

/** Statements about rules in force, whole. */
final class RulesSql {
    static final String IN_FORCE = "SELECT coalesce(max(rules), 0) AS rules FROM rules_in_force";

    static final String PUT_IN_FORCE = "INSERT INTO rules_in_force (rules, since) VALUES (?, ?)";

    private RulesSql() {}
}
