import socket
from urllib.parse import urlsplit

import openai
import pytest
from openai import OpenAI

from tests.local_server.client import rows, start_job, upload
from tests.local_server.conftest import Served


def test_a_file_comes_back_as_it_was_sent(client: OpenAI) -> None:
    content = "\ufeffline\u2028one\r\nline two".encode()
    sent = client.files.create(file=("träin file.jsonl", content), purpose="fine-tune")
    assert (sent.filename, sent.bytes, sent.purpose) == (
        "träin file.jsonl",
        len(content),
        "fine-tune",
    )
    assert client.files.retrieve(sent.id) == sent
    assert client.files.content(sent.id).read() == content


def test_a_deleted_file_is_gone(client: OpenAI) -> None:
    file_id = upload(client, rows(10))
    assert client.files.delete(file_id).deleted
    with pytest.raises(openai.NotFoundError) as refused:
        client.files.retrieve(file_id)
    assert refused.value.param == "file_id"
    assert file_id not in [file.id for file in client.files.list()]


def test_files_are_listed_page_by_page_in_either_order(client: OpenAI) -> None:
    sent = [upload(client, rows(1)) for _ in range(5)]
    newest_first = [file.id for file in client.files.list(limit=2)]
    assert newest_first[:5] == sent[::-1]
    oldest_first = [file.id for file in client.files.list(limit=2, order="asc")]
    assert oldest_first == newest_first[::-1]


def test_a_file_that_a_job_needs_cannot_be_deleted(client: OpenAI) -> None:
    file_id = upload(client, rows(400))
    job = start_job(client, file_id, epochs=50)
    with pytest.raises(openai.ConflictError, match=job.id):
        client.files.delete(file_id)
    client.fine_tuning.jobs.cancel(job.id)
    assert client.files.delete(file_id).deleted


def test_a_file_for_another_purpose_is_refused(client: OpenAI) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        client.files.create(file=("x.jsonl", b"{}"), purpose="batch")
    assert refused.value.param == "purpose"


def test_a_name_cannot_lead_out_of_the_folder(client: OpenAI) -> None:
    sent = client.files.create(file=("../../etc/passwd", b"x"), purpose="fine-tune")
    assert sent.filename == "passwd"
    with pytest.raises(openai.NotFoundError):
        client.files.retrieve("../server.db")


def test_an_upload_that_breaks_off_is_stored_nowhere(served: Served) -> None:
    before = [file.id for file in served.client.files.list()]
    address = urlsplit(served.address.base_url)
    head = (
        f"POST {address.path}/files HTTP/1.1\r\nHost: {address.netloc}\r\n"
        f"Authorization: Bearer {served.address.token}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 4000\r\n\r\n"
        '--x\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nfine-tune\r\n'
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.jsonl"\r\n\r\n{"mess'
    )
    assert address.hostname is not None
    with socket.create_connection((address.hostname, address.port or 0)) as line:
        line.sendall(head.encode())
        line.shutdown(socket.SHUT_WR)
        # The server has made up its mind when it closes the line.
        while line.recv(4096):
            pass

    assert [file.id for file in served.client.files.list()] == before
    assert not list(served.state.rglob("*.part"))
