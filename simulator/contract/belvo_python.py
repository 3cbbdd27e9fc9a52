"""Drives the box with Belvo's own Python client: argv is url, secret id, secret password, CPF.

Prints what it saw as one JSON object.
"""

import json
import sys

from belvo.client import Client
from belvo.enums import AccessMode

url, secret_id, secret_password, cpf = sys.argv[1:]
client = Client(secret_id, secret_password, url)

link = client.Links.create(
    "inss_br_employment",
    cpf,
    "certa",
    access_mode=AccessMode.SINGLE,
    external_id="python_client",
    raise_exception=True,
)
owners = client.Owners.create(link["id"], save_data=False, raise_exception=True)
print(
    json.dumps(
        {
            "link": link,
            "owners": owners,
            "listed": [listed["id"] for listed in client.Links.list()],
            "found": list(client.Links.list(external_id="python_client")),
            "stored_owners": len(list(client.Owners.list())),
            "institutions": [one["name"] for one in client.Institutions.list()],
            "deleted": client.Links.delete(link["id"]),
        }
    )
)
