package bici.gateway.mqtt;

import bici.fleet.vocabulary.StationId;
import bici.wire.UpMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes that a report came; what it says is for whoever takes configuration and firmware up. */
public final class LoggingReports implements Reports {
    private static final Logger LOG = LoggerFactory.getLogger(LoggingReports.class);

    @Override
    public void accept(StationId station, UpMessage report) {
        LOG.info("{} reports {}", station, report.kind());
    }
}
