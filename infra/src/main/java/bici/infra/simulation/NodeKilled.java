package bici.infra.simulation;

/** The node's process ends here, in the middle of whatever it does. */
final class NodeKilled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NodeKilled() {
        super("killed", null, false, false);
    }
}
