-- Each node's own small commit, every few seconds: whether the database still takes commits, and how old its feeds are.
CREATE TABLE heartbeat (
  node text COLLATE "C" PRIMARY KEY,
  at timestamptz NOT NULL,
  -- When the newest edition of the open data was made; before the first, when the node started.
  edition_at timestamptz NOT NULL
) WITH (fillfactor = 50);
