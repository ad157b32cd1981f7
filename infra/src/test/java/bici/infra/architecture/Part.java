package bici.infra.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A module or a package of the house.
 *
 * @param uses names of the parts it may use; none of them uses it back
 * @param libraries beside the JDK; {@link #anyLibrary} lifts the limit
 */
record Part(String name, String root, List<String> uses, List<Library> libraries, boolean anyLibrary) {
    static Part of(String name, String root) {
        return new Part(name, root, List.of(), List.of(), false);
    }

    Part using(String... parts) {
        return new Part(name, root, List.of(parts), libraries, anyLibrary);
    }

    Part with(Library... some) {
        return new Part(name, root, uses, Arrays.asList(some), anyLibrary);
    }

    Part withAnyLibrary() {
        return new Part(name, root, uses, libraries, true);
    }

    /** The part's row in the tables of docs/ARCHITECTURE.md. */
    String toMarkdown() {
        String mayUse = uses.isEmpty()
                ? "nothing"
                : uses.stream().map(u -> "`" + u + "`").collect(Collectors.joining(", "));
        String outside = libraries.stream().map(Library::title).collect(Collectors.joining(", "));
        return "| `" + name + "` | `" + root + "` | " + mayUse + " | "
                + (anyLibrary ? "any" : outside.isEmpty() ? "JDK only" : outside) + " |";
    }

    @Override
    public String toString() {
        return name;
    }
}
