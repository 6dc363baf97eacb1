"""DuckDB over Parquet: duckdb_client.py ENDPOINT BUCKET CERTIFICATE MODE."""
import os, urllib.parse

import duckdb, duckdb_extension_httpfs
from steps import bucket, certificate, end, endpoint, environment, mode, works

# The package has the extension for one version of DuckDB; nothing is fetched.
extension = os.path.join(os.path.dirname(duckdb_extension_httpfs.__file__), "extensions", "v" + duckdb.__version__, "httpfs.duckdb_extension")
database = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
database.execute(f"LOAD '{extension}'")
database.execute(f"SET ca_cert_file = '{certificate}'")
database.execute("SET s3_uploader_max_filesize = '50GB'")  # which makes parts of 5 MiB
key = ", KMS_KEY_ID 'alias/sealgate'" if mode == "SSE_KMS" else ""
database.execute(
    f"CREATE SECRET (TYPE s3, KEY_ID '{environment('AWS_ACCESS_KEY_ID')}', SECRET '{environment('AWS_SECRET_ACCESS_KEY')}', "
    f"REGION 'us-east-1', ENDPOINT '{urllib.parse.urlsplit(endpoint).netloc}', URL_STYLE 'path'{key})"
)
database.execute(
    "CREATE TABLE readings AS SELECT i AS id, i % 7 AS day, hash(i) AS noise, 'This must never be stored.' AS note "
    "FROM range(1500000) series(i)"
)
place = f"s3://{bucket}/{mode}"


def same(query, table):
    assert database.execute(query.format(table)).fetchall() == database.execute(query.format("readings")).fetchall()


@works("COPY TO a Parquet file (in parts)")
def _():
    database.execute(f"COPY readings TO '{place}/readings.parquet' (FORMAT parquet, ROW_GROUP_SIZE 100000, COMPRESSION uncompressed)")


@works("SELECT of some columns and row groups")
def _():
    file = f"'{place}/readings.parquet'"
    same("SELECT count(*), sum(id), max(noise) FROM {}", file)
    same("SELECT sum(noise) FROM {} WHERE id BETWEEN 700000 AND 700100", file)
    same("SELECT day, count(*) FROM {} GROUP BY day ORDER BY day", file)


@works("COPY TO partitions, SELECT over a glob")
def _():
    database.execute(f"COPY readings TO '{place}/days' (FORMAT parquet, PARTITION_BY (day))")
    same("SELECT day, sum(id) FROM {} GROUP BY day ORDER BY day", f"read_parquet('{place}/days/*/*.parquet', hive_partitioning = true)")


end()
