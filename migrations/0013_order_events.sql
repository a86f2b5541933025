-- Events about a blob come in any order. A deletion must not cancel a version that was created after it, and whoever looks for
-- documents whose message is gone must know when one was last heard of. Workers of the version before write neither.
alter table docextract.documents
    add column sequencer    text collate "C",
    add column announced_at timestamptz;

comment on column docextract.documents.sequencer is 'Place among the events of this blob, as the blob store tells it: a text that grows. Null where no event told it.';
comment on column docextract.documents.announced_at is 'When a message about it was last sent or seen; null: not since workers note it, then queued_at counts.';
