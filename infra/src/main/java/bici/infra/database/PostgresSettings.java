package bici.infra.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How the embedded PostgreSQL is set, for a machine of two cores; written anew at each start. */
final class PostgresSettings {
    private PostgresSettings() {}

    /**
     * No TimescaleDB background workers: the Apache edition has no policies to run, and a worker's connection would
     * block copying a database. Locks: a query over years of a hypertable takes several per chunk.
     */
    static String text() {
        return """
                # Written by bici at each start; changes here are lost.
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                max_connections = 50
                shared_preload_libraries = 'timescaledb'
                timescaledb.telemetry_level = off
                timescaledb.license = 'apache'
                timescaledb.max_background_workers = 0

                # What was acknowledged is on disk.
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                # For the audit: what had arrived was known once it was committed.
                track_commit_timestamp = on

                shared_buffers = 256MB
                effective_cache_size = 1GB
                work_mem = 16MB
                maintenance_work_mem = 128MB
                autovacuum_naptime = 10s
                max_locks_per_transaction = 512
                max_wal_size = 2GB
                checkpoint_timeout = 15min
                checkpoint_completion_target = 0.9
                wal_compression = on
                random_page_cost = 1.1
                jit = off

                timezone = 'UTC'
                log_timezone = 'UTC'
                logging_collector = on
                log_directory = 'log'
                log_filename = 'postgresql-%a.log'
                log_rotation_age = 1d
                log_truncate_on_rotation = on
                log_line_prefix = '%m [%p] '
                """;
    }

    /** The log file written last, or a file that is not there. */
    static Path newestLog(Path cluster) throws IOException {
        Path newest = cluster.resolve("log/none");
        try (var logs = Files.newDirectoryStream(cluster.resolve("log"), "postgresql-*.log")) {
            for (Path log : logs) {
                if (!Files.exists(newest)
                        || Files.getLastModifiedTime(log).compareTo(Files.getLastModifiedTime(newest)) > 0) {
                    newest = log;
                }
            }
        }
        return newest;
    }
}
