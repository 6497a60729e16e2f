-- When each user of an app was last seen online, one row each.
create table last_seen (
  app     text        not null,
  user_id text        not null,
  seen_at timestamptz not null,
  primary key (app, user_id)
);
