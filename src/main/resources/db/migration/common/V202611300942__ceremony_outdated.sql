-- Newer data give another text: nobody signs the document until it was made anew.
alter table ceremony add column outdated boolean default false not null;
