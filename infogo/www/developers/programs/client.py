from datetime import datetime

from infogo_client import connect, each, told
from infogo_client.generated.api.agencies import list_agencies
from infogo_client.generated.api.planning import manual_due_date

with connect("https://info.example") as api:
    for agency in each(list_agencies.sync, client=api, province="50", limit=1):
        print(agency.id, agency.name_th)
        if agency.id > 100:
            break
    filed = datetime.fromisoformat("2026-12-01T09:00:00+07:00")
    due = told(manual_due_date.sync(100, client=api, received=filed))
    print(due.due_on, len(due.days))
