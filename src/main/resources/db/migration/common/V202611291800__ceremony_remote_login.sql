create table remote_login (
    state_digest varchar(64) not null,
    content text not null,
    ends_at timestamp(6) with time zone not null,
    primary key (state_digest)
);
