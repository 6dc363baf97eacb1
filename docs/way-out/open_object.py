"""Opens an object that Sealgate stored, without Sealgate: open_object.py BUCKET KEY > FILE. See README.md, FORMAT.md."""
import base64, hmac, io, json, os, shutil, struct, sys

import aws_encryption_sdk, boto3, botocore.config
from aws_cryptographic_material_providers.mpl import AwsCryptographicMaterialProviders
from aws_cryptographic_material_providers.mpl.config import MaterialProvidersConfig
from aws_cryptographic_material_providers.mpl.models import AesWrappingAlg, CreateRawAesKeyringInput
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

DSSE_KMS, SSE_C, FACTS = 3, 4, 192  # two modes by number (1 is SSE-S3, 2 SSE-KMS); the length of the facts

def hkdf(key, salt, info, length): return HKDF(SHA512(), length, salt, info).derive(key)
def lv32(value): return struct.pack(">I", len(value)) + value

def client(service, prefix):
    env = lambda name: os.environ.get(prefix + name)  # what is not set is left to boto3
    return boto3.client(service, endpoint_url=env("_ENDPOINT"), region_name=env("_REGION") or "us-east-1",
        aws_access_key_id=env("_ACCESS_KEY"), aws_secret_access_key=env("_SECRET_KEY"),
        config=botocore.config.Config(s3={"addressing_style": "path"}))

def cbor(data):  # what the fields of an envelope are made of: one map of integers, byte and text strings, true
    first = data.read(1)[0]
    size = {24: 1, 25: 2}.get(first & 31, 0)
    value = int.from_bytes(data.read(size), "big") if size else first & 31
    if first >> 5 == 5: return {cbor(data): cbor(data) for _ in range(value)}
    return {0: lambda: value, 2: lambda: data.read(value), 3: lambda: data.read(value).decode(), 7: lambda: True}[first >> 5]()

def key_encryption_keys(fields, bucket, key):  # one for each layer
    if fields[1] == SSE_C: return [open(os.environ["CUSTOMER_KEY_FILE"], "rb").read()]
    resource = "arn:aws:s3:::" + (bucket if fields.get(5) else f"{bucket}/{key}")  # field 5: a bucket key
    context = {**json.loads(fields.get(4, b"{}")), "aws:s3:arn": resource}
    return [client("kms", "KMS").decrypt(CiphertextBlob=fields[n], KeyId=fields[2], EncryptionContext=context)["Plaintext"]
        for n in ((3, 9) if fields[1] == DSSE_KMS else (3,))]

def open_seal(seal, kek, mode, layer, location):
    derived = hkdf(kek, seal[:32], b"SG1 seal" + bytes([mode, layer]), 64)
    if not hmac.compare_digest(derived[32:], seal[32:64]): raise ValueError("sealed with another key, or damaged")
    return AESGCM(derived[:32]).decrypt(bytes(12), seal[64:], b"SG1 envelope\x01" + bytes([layer]) + location)

class Limited(io.RawIOBase):  # the first bytes of a source, of which the header has been read already
    def __init__(self, source, header, left): self.source, self.header, self.left = source, io.BytesIO(header), left
    def read(self, size=-1):
        size = self.left if size < 0 else min(size, self.left)
        piece = self.header.read(size)
        piece += self.source.read(size - len(piece)) if size > len(piece) else b""
        self.left -= len(piece)
        return piece

def open_part(source, length, layers):  # writes the plaintext, frame by frame as each is verified
    (secret, core), inner = layers[-1], layers[:-1]
    header = source.read(184)
    salt, (number, size) = header[3:19], struct.unpack(">IQ", header[23:35])
    if header[19:23] != b"SG1\0" or number != 1 or salt + header[69:81] + header[83:131] != core \
            or length != size + 416 + size // 65536 * 32: raise ValueError("the body is not the envelope's")
    keyring = AwsCryptographicMaterialProviders(MaterialProvidersConfig()).create_raw_aes_keyring(CreateRawAesKeyringInput(
        key_namespace="sealgate", key_name="object-key", wrapping_key=hkdf(secret, None, b"SG1 object", 32),
        wrapping_alg=AesWrappingAlg.ALG_AES256_GCM_IV12_TAG16))
    message = Limited(source, header, length - FACTS)
    with aws_encryption_sdk.EncryptionSDKClient().stream(mode="d", source=message, keyring=keyring) as plaintext:
        if inner: open_part(plaintext, size, inner)
        shutil.copyfileobj(plaintext, sys.stdout.buffer)
    facts = source.read(FACTS)
    record = AESGCM(hkdf(secret, None, b"SG1 facts", 32)).decrypt(facts[:12], facts[12:], b"SG1 facts")
    if record[:28] != struct.pack(">IQ", number, size) + salt: raise ValueError("the facts are another part's")

def main(bucket, key):
    stored = client("s3", "BACKEND").get_object(Bucket=bucket, Key=key)
    entry = io.BytesIO(base64.urlsafe_b64decode(stored["Metadata"]["sealgate"] + "=="))
    if entry.read(5) != b"SG1E\x01": raise ValueError("not an SG1 envelope of version 1")
    raw = entry.read(struct.unpack(">H", entry.read(2))[0])
    fields, location = cbor(io.BytesIO(raw)), lv32(bucket.encode()) + lv32(key.encode()) + lv32(raw)
    keks = key_encryption_keys(fields, bucket, key)
    secrets = [open_seal(entry.read(112), kek, fields[1], layer, location) for layer, kek in enumerate(keks)]
    if 6 not in fields: raise ValueError("an object of several parts: this script opens PutObjects")
    open_part(stored["Body"], stored["ContentLength"], list(zip(secrets, (fields[6][:76], fields[6][76:]))))

if __name__ == "__main__": main(*sys.argv[1:])
