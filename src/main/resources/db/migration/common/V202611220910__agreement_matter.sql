-- Matters as they were accepted. A changed matter is a new row; rows are never deleted but by the deletion periods.
create table matter (
    id            varchar(60)                 not null,
    version       integer                     not null,
    rehearsal     boolean                     not null,
    out_folder    varchar(4000)               not null,
    source_file   varchar(4000)               not null,
    canonical     text                        not null,
    digest        varchar(64)                 not null,
    read_at       timestamp(6) with time zone not null,
    primary key (id, version)
);
