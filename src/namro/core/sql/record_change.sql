-- The change record (DESIGN 4.12). Time zone and float digits are fixed so that the same row gives the same hash anywhere.
CREATE FUNCTION namro_record_change() RETURNS trigger LANGUAGE plpgsql
SET "TimeZone" = 'UTC' SET extra_float_digits = 1 AS $$
DECLARE
    acting bigint := nullif(current_setting('namro.event', true), '')::bigint;
    names  jsonb;
    shape  bigint;
    xid    bigint := pg_current_xact_id()::text::bigint;
    moment timestamptz := clock_timestamp();
BEGIN
    SELECT jsonb_agg(attname ORDER BY attname) INTO names
      FROM pg_attribute WHERE attrelid = TG_RELID AND attnum > 0 AND NOT attisdropped;
    SELECT id INTO shape FROM core_shape WHERE table_name = TG_TABLE_NAME AND columns = names;
    IF shape IS NULL THEN
        INSERT INTO core_shape (table_name, columns) VALUES (TG_TABLE_NAME, names)
        ON CONFLICT (table_name, columns) DO UPDATE SET table_name = excluded.table_name RETURNING id INTO shape;
    END IF;
    IF TG_OP = 'INSERT' THEN
        INSERT INTO core_change (at, xid, table_name, key, operation, before, sha256, shape_id, event_id)
        SELECT moment, xid, TG_TABLE_NAME, n.id, 'I', NULL, namro_row_hash(to_jsonb(n)), shape, acting FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO core_change (at, xid, table_name, key, operation, before, sha256, shape_id, event_id)
        SELECT moment, xid, TG_TABLE_NAME, o.id, 'D', to_jsonb(o) - 'password', NULL, shape, acting FROM old_rows o;
    ELSE
        INSERT INTO core_change (at, xid, table_name, key, operation, before, sha256, shape_id, event_id)
        SELECT moment, xid, TG_TABLE_NAME, coalesce(n.id, o.id), CASE WHEN n.id IS NULL THEN 'D' ELSE 'U' END,
               to_jsonb(o) - 'password', CASE WHEN n.id IS NOT NULL THEN namro_row_hash(to_jsonb(n)) END, shape, acting
          FROM new_rows n FULL JOIN old_rows o ON n.id = o.id WHERE to_jsonb(n) IS DISTINCT FROM to_jsonb(o);
    END IF;
    RETURN NULL;
END $$;
