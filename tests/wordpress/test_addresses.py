"""Addresses of the old site, under whichever of its names."""

import pytest

from home.wordpress.addresses import file_of, path_of


@pytest.mark.parametrize(
    "address",
    [
        "https://old.example.org/wp-content/uploads/2016/02/rally.jpg",
        "http://www.old.example.org/blog/wp-content/uploads/sites/3/2016/02/rally.jpg?w=300",
        "https://old.example.org/files/2016/02/rally.jpg",
        "https://old.files.wordpress.com/2016/02/rally.jpg",
        "https://i0.wp.com/old.example.org/wp-content/uploads/2016/02/rally.jpg?resize=300%2C200&ssl=1",
        "https://I2.wp.com/old.files.wordpress.com/2016/02/rally.jpg",
        "//cdn.example.net/wp-content/uploads/2016/02/rally.jpg",
    ],
)
def test_an_upload_is_one_file_under_all_its_addresses(address):
    assert file_of(address) == "2016/02/rally.jpg"


@pytest.mark.parametrize("address", ["https://old.example.org/2016/02/rally/", "https://i0.wp.com/", "x://["])
def test_other_addresses_are_no_uploads(address):
    assert file_of(address) == ""


def test_a_path_with_a_slash_too_many_is_the_path_without():
    assert path_of("https://old.example.org//food//rice/?p=1//2") == "/food/rice/?p=1//2"
