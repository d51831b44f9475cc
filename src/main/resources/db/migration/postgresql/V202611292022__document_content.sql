-- The bytes of documents, for homes on several machines. Stored as they come: PDF and Word files are compressed already,
-- and so a slice can be read without the rest.
create table document_content (
  digest varchar(64) not null,
  bytes bytea not null,
  constraint document_content_pk primary key (digest)
);
alter table document_content alter column bytes set storage external;
