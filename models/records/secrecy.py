"""What is said of confidential requests (sifat rahasia): their sign, and what lists and figures leave out."""

from __future__ import annotations

#: The sign of a confidential request, and what a list shows of one that may not be seen.
CONFIDENTIAL = "Rahasia"

#: Who sees it, in a line beside the box that makes a request confidential, and in full.
SEEN_BY = "Terlihat hanya oleh pimpinan, TU, pelaksana yang bertugas, dan yang diberi akses."
WHO_SEES = (
    "Hanya terlihat oleh pimpinan, TU, pelaksana yang sudah mendapat giliran, pengirim dan penerima "
    "disposisinya, serta orang yang diberi akses."
)

#: What a list or a recap says when it leaves out requests that do not concern who made it.
LEFT_OUT = "Tanpa permohonan rahasia yang tidak menyangkut penyusun."
#: The same on screen, to who looks at a list.
NOT_YOURS = "tanpa permohonan rahasia yang tidak menyangkut Anda"
#: Closed months were frozen over everything, and what has changed since is told over everything.
CORRECTIONS_WHOLE = "Koreksi bulan yang sudah ditutup dihitung atas semua permohonan."
