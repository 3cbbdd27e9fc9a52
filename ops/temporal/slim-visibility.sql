-- Temporal's visibility store has an index for each of its search attributes, 74 on one table, and
-- a row that uses eight of them is entered into all, at every change. Those of columns that may be
-- null become partial: the same names, the same answers to questions for a value, and no entry for a
-- row without one. Safe to run again. It locks the table while it works.
do $$
declare
  wide record;
begin
  for wide in
    select indexrelid::regclass as name, pg_get_indexdef(indexrelid) as definition, attname as attribute
    from pg_index join pg_attribute on attrelid = indrelid and attnum = indkey[1]
    where indrelid = 'executions_visibility'::regclass
      and indpred is null and not indisunique and not attnotnull
      -- Temporal's own lists ask for the rows in which it is null.
      and attname <> 'temporalnamespacedivision'
  loop
    execute format('drop index %s', wide.name);
    execute format('%s where %I is not null', wide.definition, wide.attribute);
  end loop;
end
$$;
