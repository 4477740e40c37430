import json
from urllib.request import Request, urlopen

message = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "search_services", "arguments": {"query": "บัตรประชาชนหาย"}},
}
request = Request(
    "https://info.example/mcp",
    json.dumps(message).encode(),
    {
        "Content-Type": "application/json",
        "Accept": "application/json, text/event-stream",
        "MCP-Protocol-Version": "2025-06-18",
    },
)
with urlopen(request, timeout=30) as answer:
    found = json.load(answer)["result"]["structuredContent"]
for service in found["services"][:2]:
    print(service["procedure"], service["name_th"], service["url"])
