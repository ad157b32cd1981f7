-- Who typed sign-in codes, right and wrong: guesses are counted over all codes of a phone. Phones and addresses are keyed
-- hashes; wrong tries are kept for a day, right ones for 90.
CREATE TABLE sign_in_try (
  phone_hash bytea NOT NULL,
  peer_hash bytea NOT NULL,
  tried_at timestamptz NOT NULL,
  good boolean NOT NULL
);
CREATE INDEX sign_in_try_of_phone ON sign_in_try (phone_hash, tried_at);
CREATE INDEX sign_in_try_wrong ON sign_in_try (tried_at) WHERE NOT good;
