-- The control room looks for its own orders among all that riders ask for: a few a day among tens of thousands.
CREATE INDEX command_of_staff ON command (requested_at DESC, command_id DESC) WHERE kind <> 'unlock';
