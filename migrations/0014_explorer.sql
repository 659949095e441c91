-- What the explorer pages through. Owner's rights, because under a policy no index can serve a
-- comparison that PostgreSQL does not call leakproof (numbers, text patterns), and a page far down
-- would read everything before it. Each view says who may read it, in the words of its table's
-- policy; the rows of a page are then joined with the table itself under the reader's own rights.
-- `*_start` are the first 200 characters of a name: an index takes no entry of 2,700 bytes.
create schema explorer;
--> statement-breakpoint
grant usage on schema explorer to authenticated;
--> statement-breakpoint
create view explorer.customers as
  select c.id, c.number, c.name, left(c.name, 200) as name_start, g.name as favourite_genre, c.customer_since,
    coalesce(s.order_count, 0) as orders, coalesce(s.units, 0) as records, coalesce(s.revenue, 0) as revenue, s.first_order_day, s.last_order_day,
    c.source, c.external_id, c.erased_at, c.created_at, c.updated_at
  from public.customers c left join public.genres g on g.id = c.favourite_genre_id left join public.customer_stats s on s.customer_id = c.id
  where (select public.current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin');
--> statement-breakpoint
create view explorer.customer_contacts as
  select k.customer_id, c.number as customer_number, c.name as customer, coalesce(c.name, 'Customer ' || c.number) as customer_shown, k.email, lower(k.email) as email_lower, k.phone, k.street, k.postcode, k.city, k.country,
    k.marketing_consent, k.consent_at, k.consent_source, k.created_at, k.updated_at
  from public.customer_contacts k left join public.customers c on c.id = k.customer_id
  where (select public.current_person_role()) in ('marketing', 'manager', 'admin');
--> statement-breakpoint
create view explorer.customer_notes as
  select n.id, n.customer_id, c.number as customer_number, c.name as customer, coalesce(c.name, 'Customer ' || c.number) as customer_shown, p.name as author, n.body, n.created_at, n.updated_at
  from public.customer_notes n left join public.customers c on c.id = n.customer_id left join public.users p on p.id = n.author_id
  where (select public.current_person_role()) in ('marketing', 'manager', 'admin');
--> statement-breakpoint
create view explorer.artists as
  select a.id, a.name, left(a.name, 200) as name_start, (select count(*) from public.albums x where x.artist_id = a.id) as albums, a.created_at, a.updated_at
  from public.artists a
  where (select public.current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin');
--> statement-breakpoint
create view explorer.labels as
  select l.id, l.name, left(l.name, 200) as name_start, (select count(*) from public.albums x where x.label_id = l.id) as albums, l.created_at, l.updated_at
  from public.labels l
  where (select public.current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin');
--> statement-breakpoint
create view explorer.genres as
  select g.id, g.name, left(g.name, 200) as name_start, (select count(*) from public.albums x where x.genre_id = g.id) as albums, g.created_at, g.updated_at
  from public.genres g
  where (select public.current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin');
--> statement-breakpoint
create view explorer.suppliers as
  select s.id, s.name, left(s.name, 200) as name_start, s.lead_time_days, (select count(*) from public.albums x where x.supplier_id = s.id) as albums, s.created_at, s.updated_at
  from public.suppliers s
  where (select public.current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin');
--> statement-breakpoint
create view explorer.albums as
  select a.id, a.title, left(a.title, 200) as title_start, ar.name as artist, l.name as label, g.name as genre, s.name as supplier, a.year, a.format, a.catalogue_number, a.barcode,
    a.discogs_release_id, a.list_price, a.unit_cost, a.source, a.external_id, a.created_at, a.updated_at
  from public.albums a left join public.artists ar on ar.id = a.artist_id left join public.labels l on l.id = a.label_id
    left join public.genres g on g.id = a.genre_id left join public.suppliers s on s.id = a.supplier_id
  where (select public.current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin');
--> statement-breakpoint
create view explorer.album_prices as
  select h.id, h.album_id, a.title as album, ar.name as artist, h.list_price, h.valid_from, p.name as changed_by, h.created_at
  from public.album_prices h left join public.albums a on a.id = h.album_id left join public.artists ar on ar.id = a.artist_id left join public.users p on p.id = h.changed_by
  where (select public.current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin');
--> statement-breakpoint
create view explorer.inventory as
  select i.id, i.album_id, a.title as album, ar.name as artist, a.catalogue_number, i.condition, i.media_grade, i.sleeve_grade, i.on_hand, i.reorder_point, i.desired_level,
    i.on_order, i.location, i.list_price, i.unit_cost, i.created_at, i.updated_at
  from public.inventory i left join public.albums a on a.id = i.album_id left join public.artists ar on ar.id = a.artist_id
  where (select public.current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin');
--> statement-breakpoint
create view explorer.sales as
  select s.id, i.album_id, a.title as album, ar.name as artist, i.condition, s.movement, s.quantity, s.reason, s.unit_cost, o.order_number, s.from_order,
    s.undoes is not null as takes_back, p.name as person, s.occurred_at, s.created_at
  from public.sales s left join public.inventory i on i.id = s.inventory_id left join public.albums a on a.id = i.album_id left join public.artists ar on ar.id = a.artist_id
    left join public.order_items l on l.id = s.order_item_id left join public.orders o on o.id = l.order_id left join public.users p on p.id = s.user_id
  where (select public.current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin');
--> statement-breakpoint
create view explorer.stock_counts as
  select s.id, i.album_id, a.title as album, ar.name as artist, i.condition, s.expected, s.counted, s.counted - s.expected as difference, p.name as person, s.occurred_at, s.created_at
  from public.stock_counts s left join public.inventory i on i.id = s.inventory_id left join public.albums a on a.id = i.album_id left join public.artists ar on ar.id = a.artist_id
    left join public.users p on p.id = s.user_id
  where (select public.current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin');
--> statement-breakpoint
create view explorer.orders as
  select o.id, o.order_number, o.customer_id, c.number as customer_number, c.name as customer, coalesce(c.name, 'Customer ' || c.number) as customer_shown, o.status, o.channel, o.external_id, o.order_date, o.time_known, o.currency, o.exchange_rate,
    o.shipping, o.tax, o.total, o.created_at, o.updated_at
  from public.orders o left join public.customers c on c.id = o.customer_id
  where (select public.current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin');
--> statement-breakpoint
create view explorer.order_items as
  select l.id, l.order_id, o.order_number, o.order_date, o.status as order_status, o.channel, o.customer_id, c.number as customer_number, c.name as customer, coalesce(c.name, 'Customer ' || c.number) as customer_shown, l.position, l.album_id, a.title as album,
    coalesce(a.title, l.description) as album_shown, ar.name as artist, l.description, l.quantity, l.unit_price, l.discount, l.line_total, l.unit_cost, l.created_at, l.updated_at
  from public.order_items l left join public.orders o on o.id = l.order_id left join public.albums a on a.id = l.album_id left join public.artists ar on ar.id = a.artist_id
    left join public.customers c on c.id = o.customer_id
  where (select public.current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin');
--> statement-breakpoint
create view explorer.payments as
  select p.id, p.order_id, o.order_number, o.customer_id, c.number as customer_number, c.name as customer, coalesce(c.name, 'Customer ' || c.number) as customer_shown, p.status, p.method, p.amount, p.payment_date, r.payment_date as refunded_payment_date,
    p.external_id, p.created_at, p.updated_at
  from public.payments p left join public.orders o on o.id = p.order_id left join public.customers c on c.id = o.customer_id
    left join public.payments r on r.order_id = p.order_id and r.id = p.refund_of
  where (select public.current_person_role()) in ('manager', 'admin');
--> statement-breakpoint
create view explorer.reviews as
  select r.id, r.album_id, a.title as album, ar.name as artist, r.customer_id, c.number as customer_number, c.name as customer, coalesce(c.name, 'Customer ' || c.number) as customer_shown, r.rating, r.body, r.review_date, r.created_at, r.updated_at
  from public.reviews r left join public.albums a on a.id = r.album_id left join public.artists ar on ar.id = a.artist_id left join public.customers c on c.id = r.customer_id
  where (select public.current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin');
--> statement-breakpoint
create view explorer.annotations as
  select n.id, n.day, n.text, p.name as author, n.created_at, n.updated_at
  from public.annotations n left join public.users p on p.id = n.author_id
  where (select public.current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin');
--> statement-breakpoint
create view explorer.import_batches as
  select b.id, b.format, b.file_name, b.status, b.tax_included, b.currency, b.exchange_rate, b.row_count, b.imported_count, b.unchanged_count, b.refused_count, b.error,
    p.name as started_by, b.completed_at, b.created_at, b.updated_at
  from public.import_batches b left join public.users p on p.id = b.started_by
  where (select public.current_person_role()) in ('buyer', 'manager', 'admin');
--> statement-breakpoint
create view explorer.import_rows as
  select r.batch_id, b.file_name, b.created_at as batch_created_at, r.file, r.row_number, r.kind, r.status, r.raw::text as raw, r.data::text as data, r.error_column, r.error
  from public.import_rows r left join public.import_batches b on b.id = r.batch_id
  where (select public.current_person_role()) in ('manager', 'admin');
--> statement-breakpoint
create view explorer.activity_logs as
  select a.id, a.occurred_at, a.actor_kind, p.name as actor, a.action, a.category, a.result, a.object_type,
    case a.object_type
      when 'order' then (select 'Order ' || o.order_number from public.orders o where o.id = a.object_id)
      when 'customer' then (select coalesce(c.name, 'Customer ' || c.number) from public.customers c where c.id = a.object_id)
      when 'album' then (select x.title from public.albums x where x.id = a.object_id)
      when 'inventory' then (select x.title from public.inventory i left join public.albums x on x.id = i.album_id where i.id = a.object_id)
      when 'review' then (select x.title from public.reviews r left join public.albums x on x.id = r.album_id where r.id = a.object_id)
      when 'supplier' then (select s.name from public.suppliers s where s.id = a.object_id)
      when 'user' then (select u.name from public.users u where u.id = a.object_id)
    end as object, array_to_string(a.fields, ', ') as fields, a.request_id, a.created_at
  from public.activity_logs a left join public.users p on p.id = a.actor_id
  where (select public.current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin') and (a.category <> 'identity' or (select public.current_person_role()) in ('manager', 'admin') or a.actor_id = (select public.current_person_id()));
--> statement-breakpoint
grant select on all tables in schema explorer to authenticated;
