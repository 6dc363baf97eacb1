"""Arrow over Parquet: pyarrow_client.py ENDPOINT BUCKET CERTIFICATE MODE."""
import urllib.parse

import pyarrow, pyarrow.compute, pyarrow.dataset, pyarrow.fs, pyarrow.parquet
from steps import bucket, certificate, end, endpoint, environment, mode, works

s3 = pyarrow.fs.S3FileSystem(
    access_key=environment("AWS_ACCESS_KEY_ID"),
    secret_key=environment("AWS_SECRET_ACCESS_KEY"),
    region="us-east-1",
    scheme="https",
    endpoint_override=urllib.parse.urlsplit(endpoint).netloc,
    tls_ca_file_path=certificate,
)
rows = 600_000
table = pyarrow.table({
    "id": pyarrow.array(range(rows)),
    "day": pyarrow.array([i % 7 for i in range(rows)]),
    "note": pyarrow.array(["This must never be stored."] * rows),
})
place = f"{bucket}/{mode}"


@works("write_table (in parts)")
def _():
    pyarrow.parquet.write_table(table, f"{place}/readings.parquet", filesystem=s3, compression="none", use_dictionary=False, row_group_size=100_000)


@works("read_table of some columns")
def _():
    assert pyarrow.parquet.read_table(f"{place}/readings.parquet", filesystem=s3, columns=["id", "day"]).equals(table.select(["id", "day"]))


@works("write_dataset in partitions, filtered scan")
def _():
    pyarrow.dataset.write_dataset(table, f"{place}/days", filesystem=s3, format="parquet", partitioning=["day"])
    days = pyarrow.dataset.dataset(f"{place}/days", filesystem=s3, format="parquet", partitioning=["day"])
    got = days.to_table(filter=pyarrow.compute.field("day") == 3, columns=["id"])
    assert got.num_rows == len(range(3, rows, 7))


@works("get_file_info, open_input_file, copy_file, move, delete_dir")
def _():
    info = s3.get_file_info(f"{place}/readings.parquet")
    with s3.open_input_file(f"{place}/readings.parquet") as file:
        assert file.size() == info.size and file.read_at(4, info.size - 4) == b"PAR1"
    s3.copy_file(f"{place}/readings.parquet", f"{place}/copy.parquet")
    s3.move(f"{place}/copy.parquet", f"{place}/moved.parquet")
    assert s3.get_file_info(f"{place}/moved.parquet").size == info.size
    s3.delete_dir(f"{place}/days")


end()
