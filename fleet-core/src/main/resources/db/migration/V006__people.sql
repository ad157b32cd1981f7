-- Riders and staff, and how they sign in. Phones are kept as a keyed hash and sealed; codes, tokens and links hashed.
CREATE TABLE rider (
  rider_id text COLLATE "C" PRIMARY KEY CHECK (rider_id ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$'),
  phone_hash bytea NOT NULL UNIQUE,
  phone_sealed bytea NOT NULL,
  suspended_at timestamptz,
  created_at timestamptz NOT NULL
);

CREATE TABLE consent (
  consent_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rider_id text COLLATE "C" NOT NULL REFERENCES rider,
  policy_version text NOT NULL,
  consented_at timestamptz NOT NULL
);
CREATE INDEX consent_of_rider ON consent (rider_id, consented_at DESC);
CREATE TRIGGER consent_append_only BEFORE UPDATE OR DELETE ON consent FOR EACH ROW EXECUTE FUNCTION refuse_edit();

CREATE TABLE sign_in_code (
  sign_in_code_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  phone_hash bytea NOT NULL,
  code_hash bytea NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
  used_at timestamptz
);
CREATE INDEX sign_in_code_of_phone ON sign_in_code (phone_hash, made_at DESC);

CREATE TYPE staff_role AS ENUM ('crew', 'technician', 'dispatcher', 'supervisor', 'support', 'analyst', 'advisor',
  'auditor', 'admin');
CREATE TABLE staff (
  staff_id text COLLATE "C" PRIMARY KEY CHECK (staff_id ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$'),
  name text NOT NULL,
  role staff_role NOT NULL,
  active boolean NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE session_family (
  family_id text COLLATE "C" PRIMARY KEY,
  rider_id text COLLATE "C" REFERENCES rider,
  staff_id text COLLATE "C" REFERENCES staff,
  opened_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_why text,
  CHECK ((rider_id IS NULL) <> (staff_id IS NULL)),
  CHECK ((ended_at IS NULL) = (ended_why IS NULL))
);

CREATE TABLE refresh_token (
  token_hash bytea PRIMARY KEY,
  family_id text COLLATE "C" NOT NULL REFERENCES session_family,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);

CREATE TABLE sign_in_link (
  link_hash bytea PRIMARY KEY,
  rider_id text COLLATE "C" REFERENCES rider,
  staff_id text COLLATE "C" REFERENCES staff,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  CHECK ((rider_id IS NULL) <> (staff_id IS NULL))
);
