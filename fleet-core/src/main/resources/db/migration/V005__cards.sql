-- Cards as keyed hashes; the number on the card is never stored.
CREATE TYPE card_holder AS ENUM ('denied', 'rider', 'crew');
CREATE TABLE card (
  card_id text COLLATE "C" PRIMARY KEY,
  holder card_holder NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz NOT NULL,
  CHECK (valid_from < valid_until)
);
-- One row; the version goes up with every change of the cards.
CREATE TABLE allow_list (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  version bigint NOT NULL CHECK (version >= 0)
);
INSERT INTO allow_list (version) VALUES (0);
