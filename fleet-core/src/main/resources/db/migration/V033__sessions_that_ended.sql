-- Access tokens end with their session: every node reads, again and again, which sessions ended of late.
CREATE INDEX session_family_ended ON session_family (ended_at) WHERE ended_at IS NOT NULL;
-- Who is dismissed is signed out everywhere.
CREATE INDEX session_family_of_staff ON session_family (staff_id) WHERE staff_id IS NOT NULL AND ended_at IS NULL;
