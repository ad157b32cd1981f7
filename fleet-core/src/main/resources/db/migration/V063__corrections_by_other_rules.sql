-- Why a trip came out otherwise: a fact or a ruling came later, or the same facts are read by other rules. By those a trip may
-- also start at another time, end that rode for ever, come to be, or be none any more: then it has no start before, or none now.
CREATE TYPE correction_cause AS ENUM ('later', 'rules');
ALTER TABLE trip_correction
  ADD COLUMN cause correction_cause NOT NULL DEFAULT 'later',
  ADD COLUMN was_started_at timestamptz,
  ADD COLUMN now_started_at timestamptz,
  ALTER COLUMN was_ended_at DROP NOT NULL,
  ADD CHECK (cause = 'rules' OR was_ended_at IS NOT NULL),
  ADD CHECK ((cause = 'rules') = (was_started_at IS NOT NULL OR now_started_at IS NOT NULL)),
  ADD CHECK (cause = 'later' OR was_started_at IS NOT NULL OR was_ended_at IS NULL),
  ADD CHECK (cause = 'later' OR now_started_at IS NOT NULL OR now_ended_at IS NULL);
