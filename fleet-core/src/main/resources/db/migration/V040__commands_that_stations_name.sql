-- A removal is compared with the command that its station says caused it. What was recorded before that was not compared: the
-- last arrival of that time, one row.
CREATE TABLE claims_compared_after (arrival bigint NOT NULL);
INSERT INTO claims_compared_after SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM arrival;
