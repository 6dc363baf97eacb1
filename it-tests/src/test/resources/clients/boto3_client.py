"""boto3 as its users use it: boto3_client.py ENDPOINT BUCKET CERTIFICATE MODE."""
import io, os, tempfile
from concurrent.futures import ThreadPoolExecutor

import boto3
from boto3.s3.transfer import TransferConfig
from steps import KEY, body, bucket, certificate, end, endpoint, mode, works

s3 = boto3.client("s3", endpoint_url=endpoint, verify=certificate)
customer = {"SSECustomerAlgorithm": "AES256", "SSECustomerKey": KEY}
ask, read = {
    "UNASKED": ({}, {}),
    "SSE_S3": ({"ServerSideEncryption": "AES256"}, {}),
    "SSE_KMS": ({"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": "alias/sealgate"}, {}),
    "DSSE_KMS": ({"ServerSideEncryption": "aws:kms:dsse"}, {}),
    "SSE_C": (customer, customer),
}[mode]
source = {"CopySource" + name: value for name, value in read.items()}
parts = TransferConfig(multipart_threshold=5 << 20, multipart_chunksize=5 << 20, max_concurrency=4)
small, large = body(70_000), body(12_000_001)
prefix = mode + "/"
bucket_key = {"BucketKeyEnabled": True} if mode == "SSE_KMS" else {}


@works("put_object, get_object, head_object")
def _():
    put = s3.put_object(Bucket=bucket, Key=prefix + "small", Body=small, Metadata={"colour": "blue"}, ContentType="text/x-test", **ask, **bucket_key)
    got = s3.get_object(Bucket=bucket, Key=prefix + "small", ChecksumMode="ENABLED", **read)
    assert got["Body"].read() == small and got["ETag"] == put["ETag"]
    assert got["Metadata"] == {"colour": "blue"} and got["ContentType"] == "text/x-test"
    assert s3.head_object(Bucket=bucket, Key=prefix + "small", **read)["ContentLength"] == len(small)


@works("put_object with a checksum of each kind")
def _():
    for algorithm in ("CRC32", "SHA1", "SHA256"):
        put = s3.put_object(Bucket=bucket, Key=prefix + "checked", Body=small, ChecksumAlgorithm=algorithm, **ask)
        got = s3.get_object(Bucket=bucket, Key=prefix + "checked", ChecksumMode="ENABLED", **read)
        assert got["Body"].read() == small and got["Checksum" + algorithm] == put["Checksum" + algorithm], algorithm


@works("put_object of a stream that cannot be read twice")
def _():
    class Once(io.RawIOBase):
        left = io.BytesIO(small)
        def readable(self): return True
        def readinto(self, buffer): return self.left.readinto(buffer)
    s3.upload_fileobj(io.BufferedReader(Once()), bucket, prefix + "once", ExtraArgs=ask or None, Config=parts)
    assert s3.get_object(Bucket=bucket, Key=prefix + "once", **read)["Body"].read() == small


@works("upload_fileobj in parts")
def _():
    s3.upload_fileobj(io.BytesIO(large), bucket, prefix + "large", ExtraArgs={"ContentType": "text/x-parts", **ask}, Config=parts)
    head = s3.head_object(Bucket=bucket, Key=prefix + "large", **read)
    assert head["ContentLength"] == len(large) and head["ContentType"] == "text/x-parts", head


@works("download_file in parallel")
def _():
    with tempfile.TemporaryDirectory() as folder:
        back = os.path.join(folder, "back")
        s3.download_file(bucket, prefix + "large", back, ExtraArgs=read or None, Config=parts)
        assert open(back, "rb").read() == large


@works("get_object with ranges")
def _():
    def part(first):
        got = s3.get_object(Bucket=bucket, Key=prefix + "large", Range=f"bytes={first}-{first + 99_999}", **read)
        assert got["ContentRange"] == f"bytes {first}-{first + 99_999}/{len(large)}"
        assert got["Body"].read() == large[first:first + 100_000], first
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(part, (0, 65_536, 5_242_830, 5_300_000, 10_485_700, 11_900_000)))
    tail = s3.get_object(Bucket=bucket, Key=prefix + "large", Range="bytes=-7", **read)
    assert tail["Body"].read() == large[-7:]


@works("copy (managed)")
def _():
    config = TransferConfig(multipart_threshold=6 << 20, multipart_chunksize=5 << 20)
    for key in ("small", "large"):
        s3.copy({"Bucket": bucket, "Key": prefix + key}, bucket, prefix + key + "-copy", ExtraArgs={**ask, **source}, Config=config)
        copied = s3.get_object(Bucket=bucket, Key=prefix + key + "-copy", **read)["Body"].read()
        assert copied == {"small": small, "large": large}[key], key


@works("list_objects_v2, delete_objects")
def _():
    # MinIO ends with an empty page where the one before was full.
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix, PaginationConfig={"PageSize": 2})
    rows = {row["Key"]: row["Size"] for page in pages for row in page.get("Contents", [])}
    assert rows[prefix + "small"] == len(small) and rows[prefix + "large"] == len(large), rows
    deleted = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": prefix + "once"}, {"Key": prefix + "checked"}]})
    assert len(deleted["Deleted"]) == 2


end()
