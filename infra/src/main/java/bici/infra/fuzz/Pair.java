package bici.infra.fuzz;

import bici.fleet.people.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An operation and somebody who may.
 *
 * @param role empty for whoever is not signed in
 */
record Pair(ContractOperation operation, Optional<Role> role) {
    /** All that the contracts and the matrix have. */
    static List<Pair> list() {
        List<Pair> all = new ArrayList<>();
        for (ContractOperation operation : ContractOperation.list()) {
            if (operation.roles().isEmpty()) {
                all.add(new Pair(operation, Optional.empty()));
            }
            operation.roles().stream()
                    .sorted(Comparator.naturalOrder())
                    .forEach(role -> all.add(new Pair(operation, Optional.of(role))));
        }
        return List.copyOf(all);
    }

    /** One of these; throws when there is none. */
    static Pair find(List<Pair> pairs, String operation, Role role) {
        return pairs.stream()
                .filter(pair ->
                        pair.operation().id().equals(operation) && pair.role().equals(Optional.of(role)))
                .findFirst()
                .orElseThrow();
    }

    /** No two alike. */
    String name() {
        return operation.id() + " " + asker();
    }

    /** Who asks, in a word. */
    String asker() {
        return role.map(Role::word).orElse("anybody");
    }
}
