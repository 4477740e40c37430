import json
from urllib.parse import urlencode
from urllib.request import urlopen


def ask(path, **query):
    address = f"https://info.example/api/v1/{path}?{urlencode(query)}"
    with urlopen(address, timeout=30) as answer:
        return json.load(answer)


service = ask("search", q="บัตรประชาชนหาย", type="procedure")["results"][0]
print(service["title"], service["facts"]["fee_low_satang"] / 100, "บาท")

row = ask("manuals", procedure=service["id"], standard="true")["items"][0]
manual = ask(f"manuals/{row['id']}")
for document in manual["content"]["documents"]["items"]:
    print("-", document["name"])
