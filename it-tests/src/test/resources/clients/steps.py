"""What the scripts of clients share: their arguments, the bodies they store, and what they report."""
import os, random, sys, traceback

endpoint, bucket, certificate, mode = sys.argv[1:5]
KEY = b"0123456789abcdef0123456789ABCDEF"
MARK = b"This must never be stored."
failures = 0


def body(length):
    """Bytes that are the same each time, with a mark in every 4 KiB by which plaintext is found."""
    data = bytearray(random.Random(length).randbytes(length))
    for at in range(0, length - len(MARK) + 1, 4096):
        data[at:at + len(MARK)] = MARK
    return bytes(data)


def works(operation):
    """Runs a function at once, and says in a line of its own what came of it."""

    def run(function):
        global failures
        try:
            function()
            print("works", operation, sep="\t", flush=True)
        except Exception as failure:
            failures += 1
            traceback.print_exc()
            print("fails", operation, f"{type(failure).__name__}: {failure}".replace("\n", " "), sep="\t", flush=True)

    return run


def end():
    sys.exit(1 if failures else 0)


def environment(name):
    return os.environ[name]
