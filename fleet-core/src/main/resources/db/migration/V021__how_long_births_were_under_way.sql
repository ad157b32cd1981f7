-- A birth was sent after something of ours that it answers, and before it arrived: between the two lies the moment that its
-- boot's times are reckoned from. What came before this was judged as if it had taken no time.
ALTER TABLE birth ADD COLUMN not_before timestamptz;
ALTER TABLE birth ADD CONSTRAINT sent_before_it_arrived CHECK (not_before <= arrived_at);
ALTER TABLE station_boot ADD COLUMN uncertainty_us bigint NOT NULL DEFAULT 0 CHECK (uncertainty_us >= 0);
