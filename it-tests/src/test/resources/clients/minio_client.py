"""minio-py as its users use it: minio_client.py ENDPOINT BUCKET CERTIFICATE MODE."""
import io, os, tempfile, urllib.parse, urllib3

from minio import Minio
from minio.commonconfig import ComposeSource, CopySource
from minio.deleteobjects import DeleteObject
from minio.sse import SseCustomerKey, SseKMS, SseS3
from steps import KEY, body, bucket, certificate, end, endpoint, environment, mode, works

http = urllib3.PoolManager(cert_reqs="CERT_REQUIRED", ca_certs=certificate, retries=False)
minio = Minio(urllib.parse.urlsplit(endpoint).netloc, environment("AWS_ACCESS_KEY_ID"), environment("AWS_SECRET_ACCESS_KEY"),
              region="us-east-1", http_client=http)
customer = SseCustomerKey(KEY)
ask, read = {
    "UNASKED": (None, None),
    "SSE_S3": (SseS3(), None),
    "SSE_KMS": (SseKMS("alias/sealgate", {"department": "ten"}), None),
    "SSE_C": (customer, customer),
}[mode]
small, large = body(70_000), body(11_000_001)
prefix = mode + "/"


def get(key, **more):
    answer = minio.get_object(bucket, prefix + key, ssec=read, **more)
    try:
        return answer.read()
    finally:
        answer.close()
        answer.release_conn()


@works("put_object, get_object, stat_object")
def _():
    put = minio.put_object(bucket, prefix + "small", io.BytesIO(small), len(small), content_type="text/x-test",
                           metadata={"colour": "blue"}, sse=ask)
    stat = minio.stat_object(bucket, prefix + "small", ssec=read)
    assert stat.size == len(small) and stat.etag == put.etag and stat.content_type == "text/x-test"
    assert stat.metadata["x-amz-meta-colour"] == "blue" and get("small") == small


@works("put_object in parts, of unknown length")
def _():
    minio.put_object(bucket, prefix + "large", io.BytesIO(large), -1, part_size=5 << 20, sse=ask)
    assert minio.stat_object(bucket, prefix + "large", ssec=read).size == len(large)


@works("get_object with a range")
def _():
    assert get("large", offset=5_242_870, length=30) == large[5_242_870:5_242_900]


@works("fput_object, fget_object")
def _():
    with tempfile.TemporaryDirectory() as folder:
        file, back = os.path.join(folder, "file"), os.path.join(folder, "back")
        open(file, "wb").write(large)
        minio.fput_object(bucket, prefix + "file", file, part_size=5 << 20, sse=ask)
        minio.fget_object(bucket, prefix + "file", back, ssec=read)
        assert open(back, "rb").read() == large


@works("copy_object")
def _():
    minio.copy_object(bucket, prefix + "copy", CopySource(bucket, prefix + "large", ssec=read), sse=ask)
    assert get("copy") == large


@works("compose_object")
def _():
    sources = [ComposeSource(bucket, prefix + "large", ssec=read), ComposeSource(bucket, prefix + "small", ssec=read)]
    minio.compose_object(bucket, prefix + "composed", sources, sse=ask)
    assert get("composed") == large + small


@works("list_objects, remove_objects")
def _():
    sizes = {row.object_name: row.size for row in minio.list_objects(bucket, prefix, recursive=True)}
    assert sizes[prefix + "small"] == len(small) and sizes[prefix + "large"] == len(large), sizes
    assert list(minio.remove_objects(bucket, [DeleteObject(prefix + "copy")])) == []


if mode == "UNASKED":
    @works("presigned_get_object, presigned_put_object")
    def _():
        assert http.request("GET", minio.presigned_get_object(bucket, prefix + "small")).data == small
        assert http.request("PUT", minio.presigned_put_object(bucket, prefix + "presigned"), body=small).status == 200
        assert get("presigned") == small


end()
