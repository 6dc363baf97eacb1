"""What boto3 does with Sealgate: boto3_round_trip.py ENDPOINT BUCKET CERTIFICATE. Ends with 0 if all of it is right."""
import os, sys
import boto3
from botocore.exceptions import ClientError

endpoint, bucket, certificate = sys.argv[1:]
s3 = boto3.client("s3", endpoint_url=endpoint, verify=certificate, region_name="us-east-1")
body = os.urandom(200_000)
customer = {"SSECustomerAlgorithm": "AES256", "SSECustomerKey": b"0123456789abcdef" * 2}
modes = {
    "unasked": ({}, {}),
    "sse-s3": ({"ServerSideEncryption": "AES256"}, {}),
    "sse-kms": ({"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": "alias/sealgate", "BucketKeyEnabled": True}, {}),
    "dsse-kms": ({"ServerSideEncryption": "aws:kms:dsse"}, {}),
    "sse-c": (customer, customer),
}
for key, (write, read) in modes.items():
    put = s3.put_object(Bucket=bucket, Key=key, Body=body, Metadata={"colour": "blue"}, **write)
    got = s3.get_object(Bucket=bucket, Key=key, ChecksumMode="ENABLED", **read)
    assert got["Body"].read() == body, key
    assert got["ETag"] == put["ETag"] and got["Metadata"] == {"colour": "blue"}, key
    assert got.get("ServerSideEncryption") == write.get("ServerSideEncryption", None if read else "AES256"), key
    part = s3.get_object(Bucket=bucket, Key=key, Range="bytes=65530-65545", **read)
    assert part["Body"].read() == body[65530:65546] and part["ContentRange"] == "bytes 65530-65545/200000", key
    assert s3.head_object(Bucket=bucket, Key=key, **read)["ContentLength"] == len(body), key

s3.put_object(Bucket=bucket, Key="checked", Body=body, ChecksumAlgorithm="SHA256")
rows = [row for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, PaginationConfig={"PageSize": 2})
        for row in page.get("Contents", [])]
assert [row["Key"] for row in rows] == sorted([*modes, "checked"]) and all(row["Size"] == len(body) for row in rows)
try:
    s3.create_multipart_upload(Bucket=bucket, Key="parts")
    raise AssertionError("multipart")
except ClientError as refused:
    assert refused.response["Error"]["Code"] == "NotImplemented", refused
deleted = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": row["Key"]} for row in rows]})
assert len(deleted["Deleted"]) == len(rows) and s3.list_objects(Bucket=bucket).get("Contents", []) == []
