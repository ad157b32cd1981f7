-- A fact whose own clocks tell nothing happened between two moments: no sooner than this, no later than "at".
ALTER TABLE fact ADD COLUMN earliest timestamptz;
