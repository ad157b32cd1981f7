-- A repeated request, by its idempotency key, gets the same successor again: it is derived from the old token, which only
-- its owner has, from the key and from this salt. None of them alone tells the successor.
ALTER TABLE refresh_token ADD COLUMN successor_salt text COLLATE "C",
  ADD CHECK (successor_salt IS NULL OR used_at IS NOT NULL);
