"""A PDF signed with a key of the test, and the certificate of who vouches for it."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.pdfgen.canvas import Canvas

NAME = "Budi <b>&</b> (CONTOH)"
WHEN = datetime(2026, 1, 1, tzinfo=UTC)


class Keys(NamedTuple):
    """Who signs, and the root certificate as PEM."""

    signer: signers.SimpleSigner
    root: bytes


def keys(until: datetime = datetime(2036, 1, 1, tzinfo=UTC)) -> Keys:
    """A root and a signer below it."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name = _name("Akar uji (CONTOH)")
    root = _certificate(root_name, root_name, root_key, root_key, until, authority=True)
    own = _certificate(_name(NAME), root_name, key, root_key, until, authority=False)
    registry = SimpleCertificateStore()
    (loaded_root,) = load_certs_from_pemder_data(_pem(root))
    (loaded,) = load_certs_from_pemder_data(_pem(own))
    registry.register(loaded_root)
    from asn1crypto.keys import PrivateKeyInfo

    der = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    signer = signers.SimpleSigner(loaded, PrivateKeyInfo.load(der), registry)
    return Keys(signer, _pem(root))


def paper(words: str = "Surat yang ditandatangani") -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=(300, 400), pageCompression=0)
    canvas.drawString(20, 200, words)
    canvas.showPage()
    canvas.save()
    return held.getvalue()


def sign(pdf: bytes, own: Keys, field: str = "Kepala") -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    meta = signers.PdfSignatureMetadata(field_name=field)
    return signers.sign_pdf(writer, meta, own.signer).getvalue()


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _certificate(subject, issuer, key, issuer_key, until, *, authority: bool) -> x509.Certificate:
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=not authority, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=authority, crl_sign=authority,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number())
    made = made.not_valid_before(WHEN - timedelta(days=1)).not_valid_after(until)
    made = made.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    return made.add_extension(usage, critical=True).sign(issuer_key, hashes.SHA256())
