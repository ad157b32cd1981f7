package bici.infra.database;

import bici.fleet.store.PostgresRules;
import bici.fleet.store.PostgresRules.Adopted;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has what stands derived anew where an earlier program derived it by other rules, after the schema is the newest and before
 * anybody uses it. A program that is killed meanwhile leaves everything as it stood; the next begins anew.
 */
final class NewestRules {
    private static final Logger LOG = LoggerFactory.getLogger(NewestRules.class);
    private static final long WORDS_APART = Duration.ofSeconds(5).toNanos();

    private long saidAt = System.nanoTime();
    private boolean allSaid;

    private NewestRules() {}

    /** @throws DatabaseUnavailable when another program is at it */
    static void bringInForce(DatabaseAddress address, DataSource standing) {
        PostgresRules rules = new PostgresRules(standing, Clock.systemUTC());
        if (rules.areNewest()) {
            return;
        }
        LOG.info(
                "what was recorded is told again by the rules of this version; nothing else is recorded until that is done");
        try (SecondSchema beside = SecondSchema.open(address)) {
            if (!rules.areNewest()) {
                NewestRules words = new NewestRules();
                Adopted adopted = rules.adopt(beside.dataSource(), SecondSchema.NAME, words::toldAgain);
                LOG.info(
                        "what stands follows by the rules of this version: {} facts have another time, {} inferences and {}"
                                + " trips are otherwise",
                        adopted.times(),
                        adopted.inferences(),
                        adopted.corrections());
            }
        }
    }

    private void toldAgain(long facts, long ofFacts) {
        if (System.nanoTime() - saidAt > WORDS_APART) {
            saidAt = System.nanoTime();
            LOG.info("{} of {} facts are told again", facts, ofFacts);
        }
        if (facts == ofFacts && !allSaid) {
            allSaid = true;
            LOG.info("all {} facts are told again; what differs is taken over", facts);
        }
    }
}
