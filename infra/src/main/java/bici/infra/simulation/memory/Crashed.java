package bici.infra.simulation.memory;

/** The process that ran the transaction is dead; nothing that it held in memory exists any longer. */
public final class Crashed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Crashed(Fault fault) {
        super("the process died: " + fault);
    }
}
