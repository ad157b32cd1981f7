package bici.simulator.replay;

/**
 * A row that is not replayed.
 *
 * @param detail the values at fault, as read
 */
public record LeftOut(RowRef row, Reason reason, String detail) {}
