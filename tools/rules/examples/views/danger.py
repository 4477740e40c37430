def bad(text, address, data, archive, request):
    # ruleid: program-started
    subprocess.run(["ls", text])
    # ruleid: shell
    run(text, shell=True)
    # ruleid: code-from-data
    value = eval(text)
    # ruleid: objects-from-data
    record = pickle.loads(data)
    # ruleid: code-from-data
    settings = yaml.load(text)
    # ruleid: request-without-timeout
    answer = httpx.get(address)
    # ruleid: request-without-timeout
    page = urlopen(address)
    # ruleid: request-without-timeout
    connection = http.client.HTTPSConnection("host.example")
    # ruleid: endless-timeout
    client = httpx.Client(timeout=None)
    # ruleid: unproved-peer
    other = httpx.get(address, timeout=5, verify=False)
    # ruleid: xml-from-outside
    tree = ElementTree.fromstring(text)
    # ruleid: archive-unpacked
    archive.extractall("folder")
    # ruleid: redirect-where-told
    return redirect(request.GET.get("next", "/"))


def good(text, address, archive, request):
    # ok: code-from-data
    record = json.loads(text)
    # ok: code-from-data
    pattern = re.compile(text)
    # ok: objects-from-data
    written = json.dumps(text)
    # ok: request-without-timeout
    answer = httpx.get(address, timeout=5)
    # ok: request-without-timeout
    page = urlopen(address, timeout=5)
    # ok: endless-timeout
    # ok: unproved-peer
    client = httpx.Client(timeout=5)
    # ok: program-started
    # ok: shell
    run(text)
    # ok: xml-from-outside
    tree = parsed(text)
    # ok: archive-unpacked
    member = archive.read("word/document.xml")
    # ok: redirect-where-told
    return redirect(reverse("www:search"), q=request.GET.get("q"))
