package bici.fleet.dock;

import bici.fleet.vocabulary.FactId;

/** Something that already happened: never refused, only recorded and judged. */
public record Fact(FactId id, Stamp stamp, Event event) {}
