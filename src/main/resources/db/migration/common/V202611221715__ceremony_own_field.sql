alter table turn add column own_field text default '' not null;
