-- Drafts that the parties changed. The newest row of an agreement counts; one without a draft leads back to the template.
create table negotiated_draft (
    matter     varchar(64)                 not null,
    agreement  varchar(64)                 not null,
    number     integer                     not null,
    draft      varchar(64),
    compared   varchar(64)                 not null,
    changes    varchar(64),
    reason     text                        not null,
    adopted_at timestamp(6) with time zone not null,
    primary key (matter, agreement, number)
);
