-- Every inventory is held against the facts once they are there, also one that a later birth overtook.
CREATE INDEX birth_unreconciled ON birth (station_id) WHERE reconciled_at IS NULL;
