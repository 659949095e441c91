-- What somebody asked the assistant, and when, is theirs and the managers', as signing in is: see db/queries/activity/list-activities.ts.
create or replace view explorer.activity_logs as
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
  where (select public.current_person_role()) in ('staff', 'marketing', 'buyer', 'manager', 'admin') and (not (a.category = 'identity' or (a.category = 'agents' and coalesce(a.object_type, '') in ('agent_run', 'conversation'))) or (select public.current_person_role()) in ('manager', 'admin') or a.actor_id = (select public.current_person_id()));
