-- jsonb prints its keys in one fixed order, so the text of a row is canonical on PostgreSQL 15 and 18 alike.
CREATE FUNCTION namro_row_hash(fields jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT sha256(convert_to(fields::text, 'UTF8')) $$;
