package bici.infra.chaos;

import bici.infra.failpoint.Failpoint;

/** What is killed. */
sealed interface Kill {
    /** The server where it happens to be. */
    record OfServer() implements Kill {}

    /** The server at a certain place of its code. */
    record AtFailpoint(Failpoint point) implements Kill {}

    /** One connection's process of the database; PostgreSQL then restarts all of them. */
    record OfBackend() implements Kill {}

    /** All of the database. */
    record OfPostmaster() implements Kill {}

    /** The power of all stations. */
    record OfCity() implements Kill {}
}
