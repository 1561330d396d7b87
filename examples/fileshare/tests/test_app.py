from unittest import TestCase, mock

from fileshare import app

USER = "guest"
PASSWORD = "correct horse battery"


class DownloadTest(TestCase):
    @mock.patch("fileshare.storage.read", return_value=b"content")
    def test_download(self, read):
        client = app.app.test_client()
        answer = client.get("/download?name=a.txt", auth=(USER, PASSWORD))
        assert answer.data == b"content"
