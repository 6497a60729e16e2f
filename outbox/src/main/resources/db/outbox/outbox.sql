-- The outbox of one service. Copy this into the service's own migration: it is made in the schema
-- that the migration runs in, and the relay finds it by the connection's search_path.
--
-- id      gives the order. Rows of one source are inserted under that source's own lock, so that
--         the order of their ids is the order of their commits. For that, ids are never cached.
-- split   is hash(source) modulo 16; one relay at a time sends the rows of a split.
-- headers is name, value, name, value, …
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
