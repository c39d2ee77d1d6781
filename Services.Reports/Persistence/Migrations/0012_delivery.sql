-- One more way: what is told is kept with the user's assistant. And one more end: nobody knows whether it is there.
alter table deliveries drop constraint deliveries_channel_check;
alter table deliveries add constraint deliveries_channel_check check (channel in ('push', 'email', 'webhook', 'assistant'));
alter table deliveries drop constraint deliveries_status_check;
alter table deliveries add constraint deliveries_status_check check (status in ('pending', 'sent', 'failed', 'skipped', 'unknown'));
create index deliveries_assistant on deliveries (tenant_id, due_at) where status = 'pending' and channel = 'assistant';

-- In which form its user wanted reports when it began; older ones have none, and are told as Markdown.
alter table deliveries add column format text check (format in ('markdown', 'html', 'pdf'));
-- Since when the other side may have it: where a worker dies from then on, nobody knows whether it does.
alter table deliveries add column sending_at timestamptz;
-- What is told together with others in one message: the delivery's id by which that one is known.
alter table deliveries add column digest_id uuid;

-- The form that the user's preference says.
alter table delivery_webhooks drop constraint delivery_webhooks_content_check;
alter table delivery_webhooks add constraint delivery_webhooks_content_check check (content in ('none', 'markdown', 'html', 'preferred'));
