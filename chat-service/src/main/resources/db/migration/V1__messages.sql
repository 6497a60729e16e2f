-- All rows are keyed by app first: no query reaches another app's.

create table conversation (
  app             text        not null,
  name            text        not null,
  -- Given out under this row's lock, so both have no gaps.
  last_sequence   bigint      not null default 0,
  outbox_sequence bigint      not null default 0,
  -- Part of the name of the conversation's events' source. After restoring a backup, give every row
  -- a new one: sequences that the log already has are then told from new ones.
  generation      text        not null default left(gen_random_uuid()::text, 8),
  created_at      timestamptz not null default now(),
  primary key (app, name)
);

create table member (
  app          text        not null,
  conversation text        not null,
  user_id      text        not null,
  joined_at    timestamptz not null default now(),
  primary key (app, conversation, user_id),
  foreign key (app, conversation) references conversation
);

create table message (
  app               text        not null,
  conversation      text        not null,
  sequence          bigint      not null,
  id                uuid        not null,
  sender_id         text        not null,
  sender_name       text        not null,
  sender_avatar     text,
  content           text        not null,
  reply_to          uuid,
  attachments       text,
  client_message_id text,
  created_at        timestamptz not null,
  primary key (app, conversation, sequence),
  unique (app, id),
  foreign key (app, conversation) references conversation
);

create unique index message_of_client
  on message (app, conversation, sender_id, client_message_id)
  where client_message_id is not null;
