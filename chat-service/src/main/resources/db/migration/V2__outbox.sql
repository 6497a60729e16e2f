-- What the conversations say to the world, until the broker has acknowledged it. The definition is
-- the outbox module's.
create table outbox (
  id       bigint generated always as identity (cache 1) primary key,
  split    smallint    not null check (split between 0 and 15),
  source   text        not null,
  sequence bigint      not null,
  topic    text        not null,
  key      bytea       not null,
  headers  text[]      not null,
  value    bytea       not null,
  created  timestamptz not null default clock_timestamp()
) with (
  -- Rows live for milliseconds: clean up by number, not by share, or the index grows.
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_insert_scale_factor = 0,
  autovacuum_vacuum_insert_threshold = 5000
);
