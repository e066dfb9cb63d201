"""The provinces and cities of Viet Nam, as releases of any year print them.

The 63 of before July 2025 hold the 34 of today, and the towns that names of
people are easily taken for stand below.
"""

from __future__ import annotations

import re

from vssqa.text import fold

PROVINCES: tuple[str, ...] = (
    "An Giang", "Ba Ria - Vung Tau", "Bac Giang", "Bac Kan", "Bac Lieu", "Bac Ninh", "Ben Tre",
    "Binh Dinh", "Binh Duong", "Binh Phuoc", "Binh Thuan", "Ca Mau", "Can Tho", "Cao Bang",
    "Da Nang", "Dak Lak", "Dak Nong", "Dien Bien", "Dong Nai", "Dong Thap", "Gia Lai", "Ha Giang",
    "Ha Nam", "Ha Noi", "Ha Tinh", "Hai Duong", "Hai Phong", "Hau Giang", "Ho Chi Minh City",
    "Hoa Binh", "Hung Yen", "Khanh Hoa", "Kien Giang", "Kon Tum", "Lai Chau", "Lam Dong",
    "Lang Son", "Lao Cai", "Long An", "Nam Dinh", "Nghe An", "Ninh Binh", "Ninh Thuan", "Phu Tho",
    "Phu Yen", "Quang Binh", "Quang Nam", "Quang Ngai", "Quang Ninh", "Quang Tri", "Soc Trang",
    "Son La", "Tay Ninh", "Thai Binh", "Thai Nguyen", "Thanh Hoa", "Thua Thien - Hue",
    "Tien Giang", "Tra Vinh", "Tuyen Quang", "Vinh Long", "Vinh Phuc", "Yen Bai",
)  # fmt: skip

TOWNS: tuple[str, ...] = (
    "Bao Loc", "Bien Hoa", "Buon Ma Thuot", "Cam Ranh", "Cao Lanh", "Chau Doc", "Da Lat",
    "Dong Ha", "Dong Hoi", "Ha Long", "Ha Tien", "Hoi An", "Hue", "Long Xuyen", "Mai Chau",
    "Mong Cai", "My Tho", "Nha Trang", "Phan Rang", "Phan Thiet", "Phu Quoc", "Pleiku",
    "Quy Nhon", "Rach Gia", "Sai Gon", "Sam Son", "Sapa", "Tam Ky", "Thu Duc", "Tuy Hoa",
    "Vinh", "Vung Tau",
)  # fmt: skip

_OTHER_SPELLINGS = {
    "hanoi": "Ha Noi", "danang": "Da Nang", "haiphong": "Hai Phong", "saigon": "Sai Gon",
    "ho chi minh": "Ho Chi Minh City", "hcm city": "Ho Chi Minh City", "hcmc": "Ho Chi Minh City",
    "ba ria-vung tau": "Ba Ria - Vung Tau", "thua thien-hue": "Thua Thien - Hue",
    "thua thien hue": "Thua Thien - Hue", "dac lac": "Dak Lak", "daklak": "Dak Lak",
    "dac nong": "Dak Nong", "bac can": "Bac Kan",
}  # fmt: skip

_BY_FOLDED = {fold(name): name for name in (*PROVINCES, *TOWNS)} | _OTHER_SPELLINGS

PLACE = re.compile(
    r"\b(?:" + "|".join(map(re.escape, sorted(_BY_FOLDED, key=len, reverse=True))) + r")\b"
)
"""A place's name; for use on folded text."""


def place_name(surface: str) -> str | None:
    """Return the one name of a province or town, None if `surface` is none."""
    return _BY_FOLDED.get(" ".join(fold(surface).split()))
