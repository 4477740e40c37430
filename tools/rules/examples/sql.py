def bad(cursor, name, number):
    # ruleid: sql-of-words
    cursor.execute(f"SELECT * FROM agencies_agency WHERE name_th = '{name}'")
    # ruleid: sql-of-words
    cursor.execute("SELECT * FROM agencies_agency WHERE id = %s" % number)
    # ruleid: sql-of-words
    statement = f"DELETE FROM {name}"
    cursor.execute(statement, [])
    # ruleid: sql-of-words
    return Agency.objects.raw(f"SELECT * FROM {name}")


def by_hand(cursor, number):
    # ruleid: sql-by-hand
    # ok: sql-of-words
    cursor.execute("SELECT name_th FROM agencies_agency WHERE id = %s", [number])
    # ruleid: sql-by-hand
    return Agency.objects.extra(where=["id = 1"])


def good(number, pool):
    # ok: sql-by-hand
    rows = Agency.objects.filter(pk=number)
    # ok: sql-by-hand
    return pool.submit(rows)
