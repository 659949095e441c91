#!/bin/sh
# Runs once, in an empty PostgreSQL: a login without superuser that owns the shop's database.
# pgvector is no trusted extension everywhere, so the superuser brings it in.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --set=password="$MISTY_DB_PASSWORD" <<'SQL'
create role misty login createrole nosuperuser nobypassrls password :'password';
create database misty owner misty;
\connect misty
create extension if not exists vector;
SQL
