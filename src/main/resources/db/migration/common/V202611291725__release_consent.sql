-- Who approved what of a press release, who released or stopped it: in the order it was said, never changed.
create table press_consent (
    matter varchar(100) not null,
    number integer not null,
    kind varchar(20) not null,
    subject varchar(100) not null,
    given_by varchar(200) not null,
    given_at timestamp(6) with time zone not null,
    digest varchar(64) not null,
    wording text not null,
    through varchar(20) not null,
    answer text not null,
    constraint press_consent_pk primary key (matter, number)
);
-- Each sending of a release or a correction with the recipients as they were when it began.
create table press_dispatch (
    matter varchar(100) not null,
    number integer not null,
    state varchar(20) not null,
    draft varchar(64) not null,
    pdf varchar(64) not null,
    says text not null,
    begun_by varchar(200) not null,
    begun_at timestamp(6) with time zone not null,
    recipients text not null,
    digest varchar(64) not null,
    constraint press_dispatch_pk primary key (matter, number)
);
