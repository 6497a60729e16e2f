-- Boards that were made with rules of their own. The rules that count stand in the log; these are for reading and listing.
create table board_definitions (
    app        varchar(64)  not null,
    board      varchar(64)  not null,
    score_order varchar(32) not null,
    operator   varchar(32)  not null,
    visible    integer      not null,
    changed_at timestamptz  not null,
    primary key (app, board)
);
