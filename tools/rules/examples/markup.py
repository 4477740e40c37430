def bad(text):
    # ruleid: markup-of-value
    bold = Markup(text)
    # ruleid: markup-of-value
    line = Markup(f"<b>{text}</b>")
    # ruleid: markup-of-value
    safe = mark_safe(text)
    # ruleid: autoescape-off
    environment = Environment(autoescape=False)
    return bold, line, safe, environment


def good(text):
    # ok: markup-of-value
    bold = Markup("<b>{}</b>").format(text)
    # ok: markup-of-value
    line = Markup("<br>")
    # ok: autoescape-off
    environment = Environment(autoescape=True)
    return bold, line, environment
