package bici.infra.simulation;

/** What every part of a simulated city shares. */
record World(long seed, Agenda agenda, Dice dice, History history, Faults faults, Truth truth) {
    static World of(long seed, boolean traced) {
        Agenda agenda = new Agenda();
        Dice dice = new Dice(seed);
        History history = new History(agenda, traced);
        return new World(seed, agenda, dice, history, new Faults(dice.split(), history), new Truth(agenda));
    }

    long nowMs() {
        return agenda.nowMs();
    }
}
