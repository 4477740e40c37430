"""What the addresses of the API and their parameters mean, in Thai and in English.

English is empty where the code says it. ``?`` stands for any address; what is named more exactly
comes first.
"""

from __future__ import annotations

from collections.abc import Mapping

from infogo.api.meanings import Meaning, flat

M = Meaning
TAGS: Mapping[str, Meaning] = {
    "search": M("ค้นหา", "Search"),
    "agencies": M("หน่วยงาน", "Agencies"),
    "points": M("จุดให้บริการ", "Service points"),
    "procedures": M("บริการ", "Procedures"),
    "manuals": M("คู่มือ", "Manuals"),
    "documents": M("เอกสาร", "Documents"),
    "headings": M("หมวดหมู่ กลุ่ม และเหตุการณ์ชีวิต", "Topics, groups and life events"),
    "articles": M("บทความ", "Articles"),
    "planning": M("แผนเตรียมตัว วันครบกำหนด และวันหยุด", "Plans, due days and holidays"),
    "figures": M("คะแนนและเวลาที่ใช้จริง", "Ratings and real times"),
    "changes": M("สิ่งที่เปลี่ยน", "What changed"),
    "webhooks": M("ปลายทางที่รับการเปลี่ยนแปลง", "Webhooks"),
    "volumes": M("ธุรกรรมรายเดือน", "Monthly transactions"),
    "delays": M("เรื่องล่าช้า", "Delayed requests"),
}
"""Titles of the groups of addresses."""

_ADDRESSES: Mapping[str, Mapping[str, Meaning]] = {
    "search": {
        "": M("ค้นหาบริการ หน่วยงาน จุดให้บริการ และบทความ เรียงดีที่สุดก่อน"),
        "q": M("คำค้น ภาษาไทยหรืออังกฤษ", "What to look for, in Thai or English"),
        "type": M("เอาเฉพาะชนิดนี้", "Only this type"),
        "agency": M("เลขหน่วยงาน 0 คือทุกหน่วยงาน"),
        "weekend": M("เฉพาะที่เปิดวันเสาร์หรืออาทิตย์", "Only what is open on a weekend day"),
        "page_size": M("จำนวนต่อหน้า", "Results on a page"),
        "facets": M("ขอตัวกรองพร้อมจำนวน", "Give filters with their counts"),
        "as_typed": M("ค้นตามที่พิมพ์ ไม่แก้คำ", "Search exactly what was typed"),
    },
    "suggest": {
        "": M("แนะนำคำระหว่างพิมพ์ ตั้งแต่ตัวอักษรที่สอง ไม่เกินแปดรายการ"),
        "q": M("ที่พิมพ์แล้ว", "What has been typed"),
    },
    "list_agencies": {
        "": M("รายการหน่วยงาน เลือกตามหน่วยงานต้นสังกัด ประเภท จังหวัด หรือรหัสในทะเบียนอื่น"),
        "parent": M("เลขหน่วยงานต้นสังกัด เอาเฉพาะชั้นถัดลงไป", "Id of the agency directly above"),
        "under": M("เลขหน่วยงาน เอาทุกชั้นที่อยู่ใต้", "Id of an agency; everything below it"),
        "kind": M("ประเภทหน่วยงาน", "Kind of agency"),
        "code": M(
            "รหัสในทะเบียนอื่น เช่น dga8:01020304", "Code in another register, such as dga8:01020304"
        ),
    },
    "read_agency": {"": M("หน่วยงานหนึ่งแห่ง ที่ยุบรวมแล้วพาไปหน่วยงานใหม่ (301) ที่เลิกแล้วตอบ 410")},
    "list_points": {
        "": M("รายการจุดให้บริการ ตามหน่วยงาน พื้นที่ กรอบแผนที่ หรือบริการที่ทำได้"),
        "kind": M("ประเภทจุด", "Kind of place"),
        "weekend": M("เฉพาะที่เปิดวันเสาร์หรืออาทิตย์", "Only those open on a weekend day"),
        "access": M("สิ่งอำนวยความสะดวกที่ต้องมีแน่ คั่นด้วยจุลภาค เช่น wheelchair,toilet"),
        "box": M("กรอบแผนที่ ใต้,ตะวันตก,เหนือ,ตะวันออก เป็นองศา"),
    },
    "near_points": {
        "": M("จุดให้บริการที่ใกล้ที่สุด ใกล้ก่อน พร้อมบอกว่าเปิดอยู่หรือไม่"),
        "lat": M("ละติจูด", "Latitude"),
        "lng": M("ลองจิจูด", "Longitude"),
        "radius_km": M("ไกลไม่เกินกี่กิโลเมตร", "At most this far, in kilometres"),
        "limit": M("จำนวนจุด", "How many points"),
        "open_only": M("เฉพาะที่เปิดอยู่", "Only those that are open"),
        "access": M("สิ่งอำนวยความสะดวกที่ต้องมีแน่ คั่นด้วยจุลภาค เช่น wheelchair,toilet"),
        "at": M("วันเวลาที่ถาม ไม่ใส่คือเดี๋ยวนี้"),
    },
    "read_point": {"": M("จุดให้บริการหนึ่งแห่ง ที่ย้ายแล้วพาไปที่ใหม่ (301) ที่ปิดแล้วตอบ 410")},
    "list_pins": {"": M("คู่มือใดทำได้ที่จุดใด และที่จุดนั้นต่างไปอย่างไร")},
    "list_procedures": {
        "": M("รายการบริการ เลือกตามหมวดหมู่ กลุ่ม เหตุการณ์ชีวิต เจ้าของ หรือเอกสารที่ต้องใช้"),
        "event": M("เหตุการณ์ชีวิต", "Slug of a life event"),
        "owner": M("เลขหน่วยงานเจ้าของคู่มือมาตรฐาน", "Id of the agency that keeps the standard"),
        "code": M("รหัสบริการ เช่น DOPA-002", "Code, such as DOPA-002"),
        "document": M("เลขเอกสารที่ต้องใช้", "Id of a document that is asked for"),
        "tag": M("ป้ายคำทั้งคำ เช่น บัตรหาย", "An everyday word, whole"),
    },
    "read_procedure": {"": M("บริการหนึ่งเรื่อง ที่รวมแล้วพาไปเรื่องใหม่ (301) ที่ยกเลิกแล้วตอบ 410")},
    "list_documents": {
        "": M("รายการเอกสารกลาง ใครออก ใครขอ และบริการใดให้"),
        "name": M("ส่วนของชื่อ", "Part of the name"),
    },
    "read_document": {"": M("เอกสารกลางหนึ่งรายการ")},
    "list_topics": {"": M("หมวดหมู่ของบริการ")},
    "list_target_groups": {"": M("กลุ่มเป้าหมายของบริการ")},
    "list_life_events": {"": M("เหตุการณ์ชีวิต พร้อมช่วง กำหนดเวลา และบริการตามลำดับ")},
    "list_articles": {"": M("บทความที่เผยแพร่ เนื้อหาเป็น Markdown")},
    "read_article": {"": M("บทความหนึ่งเรื่อง")},
    "list_manuals": {
        "": M("รายการคู่มือ แถวละฉบับ ของหน่วยงานใด เรื่องใด ฉบับที่เท่าไร และตัวเลขสำคัญ"),
        "standard": M("true เอาเฉพาะคู่มือมาตรฐานกลาง"),
        "own": M("เฉพาะที่หน่วยงานเขียนเองบางข้อ"),
    },
    "read_manual": {
        "": M("คู่มือทั้งฉบับ รวมข้อของมาตรฐานกับข้อที่หน่วยงานเขียนเอง ย้อนวันหรือระบุฉบับได้"),
        "on": M("ตามที่อ่านได้เมื่อสิ้นวันนี้"),
        "edition": M("ฉบับที่", "Number of an edition"),
        "own": M("false คือไม่รวมข้อที่หน่วยงานเขียนเอง"),
    },
    "list_editions": {"": M("ทุกฉบับของคู่มือที่ประชาชนอ่านได้ ใหม่ก่อน")},
    "list_manual_changes": {
        "": M("ต่างกันอย่างไรระหว่างสองฉบับ ทีละช่อง"),
        "before": M("เลขฉบับก่อน", "Number of the earlier edition"),
        "after": M("เลขฉบับหลัง", "Number of the later edition"),
    },
    "read_plan": {
        "": M("วางแผนหลายเรื่องพร้อมกัน รวมเอกสาร จัดลำดับ รวมค่าธรรมเนียม และวางเส้นทางทีละวัน"),
        "procedures": M("เลขของบริการ คั่นด้วยจุลภาค ไม่เกิน 8 เรื่อง"),
        "near": M("เริ่มเดินทางจาก ละติจูด,ลองจิจูด"),
        "day": M("วันที่จะไป", "Day of the trip"),
        "foreigner": M("ผู้ยื่นเป็นชาวต่างชาติ", "Whether the person is a foreigner"),
        "online": M("เรื่องที่ทำออนไลน์ได้ ทำออนไลน์"),
        "for_other": M("ทำแทนคนอื่น"),
        "wheelchair": M("มีผู้ใช้รถเข็นไปด้วย บอก wheelchair ของทุกจุดในเส้นทาง"),
        "answers": M("คำตอบของคำถามในคู่มือ แยกตามบริการ เช่น 54:driver-age.adult"),
    },
    "count_due_date": {
        "": M("นับวันครบกำหนดจากระยะเวลา ในหน่วยของตัวเอง ตามวันทำการของไทย อธิบายทีละวัน"),
        "value": M("จำนวน", "How many"),
        "unit": M("หน่วย"),
    },
    "manual_due_date": {"": M("นับวันครบกำหนดตามที่คู่มือฉบับในวันนั้นสัญญา")},
    "list_holidays": {"": M("วันที่หน่วยงานราชการหยุด นอกจากเสาร์อาทิตย์"), "year": M("ปีคริสต์ศักราช")},
    "manual_ratings": {"": M("ประชาชนว่าอย่างไรกับคู่มือนี้ น้อยกว่าจำนวนขั้นต่ำไม่แสดง")},
    "point_ratings": {"": M("ประชาชนว่าอย่างไรกับจุดให้บริการนี้")},
    "manual_times": {"": M("เวลาที่สัญญากับเวลาที่ใช้จริง ตามรายงานของหน่วยงานและใบรับคำขอ")},
    "list_changes": {
        "": M("อ่านสิ่งที่เปลี่ยนหลังเลขที่คุณมี ตามลำดับ ไม่มีเลขข้าม"),
        "after": M("เลขสุดท้ายที่คุณมี"),
        "kinds": M("เฉพาะชนิดเหล่านี้ คั่นด้วยจุลภาค"),
        "agencies": M("เฉพาะหน่วยงานเหล่านี้และทุกชั้นที่อยู่ใต้ คั่นด้วยจุลภาค"),
        "include": M("record แนบรายการตามที่เป็นในขณะนี้"),
    },
    "list_webhooks": {"": M("ปลายทางของหน่วยงานที่โทเค็นดูแล")},
    "add_webhook": {"": M("เพิ่มปลายทาง เริ่มส่งสิ่งที่เปลี่ยนตั้งแต่นี้ เมื่อปลายทางตอบรับแล้ว")},
    "read_webhook": {"": M("สถานะของปลายทาง")},
    "end_webhook": {"": M("เลิกส่งและลบปลายทาง")},
    "pause_webhook": {"": M("พักการส่ง จำตำแหน่งไว้")},
    "resume_webhook": {"": M("ส่งต่อจากที่ค้าง")},
    "test_webhook": {"": M("ส่งข้อความทดลอง")},
    "renew_webhook_secret": {"": M("ออกกุญแจใหม่ เจ็ดวันแรกลงนามด้วยกุญแจเดิมด้วย")},
    "read_month": {"": M("อ่านว่าเดือนหนึ่งต้องรายงานอะไร และบอกอะไรแล้ว")},
    "save_month": {"": M("บอกตัวเลขของเดือน เก็บทุกแถวหรือไม่เก็บเลย")},
    "post_month": {"": M("บอกตัวเลขของเดือน เก็บทุกแถวหรือไม่เก็บเลย")},
    "submit_month": {"": M("ส่งรายงานของเดือนที่ครบแล้ว")},
    "open_delay": {"": M("เริ่มติดตามเรื่องหนึ่ง")},
    "list_delays": {
        "": M("อ่านเรื่องของหน่วยงาน"),
        "show": M("เลือกดูเรื่องแบบใด", "Which cases"),
        "after": M("เลขเรื่องสุดท้ายของหน้าก่อน"),
    },
    "read_delay": {"": M("อ่านเรื่องหนึ่ง พร้อมการนับทีละวันและการแจ้ง")},
    "tell_delay_notice": {"": M("บันทึกหนังสือแจ้งล่าช้าที่ส่งแล้ว")},
    "close_delay": {"": M("บันทึกผลของเรื่อง")},
    "?": {
        "fields": M("เอาเฉพาะช่องเหล่านี้ คั่นด้วยจุลภาค เช่น id,name_th"),
        "lang": M("th หรือ en ตัดข้อความของอีกภาษาเมื่อภาษานี้มี"),
        "limit": M("จำนวนต่อหน้า"),
        "cursor": M("ตำแหน่งจากคำตอบก่อน ไม่ต้องแปล"),
        "page": M("เลขหน้า", "Number of the page"),
        "province": M("รหัสจังหวัดสองหลัก", "Two-digit code of a province"),
        "district": M("รหัสอำเภอสี่หลัก"),
        "topic": M("หมวดหมู่", "Slug of a topic"),
        "group": M("กลุ่มเป้าหมาย", "Slug of a target group"),
        "agency": M("เลขหน่วยงาน", "Id of an agency"),
        "procedure": M("เลขบริการ", "Id of a procedure"),
        "manual": M("เลขคู่มือ", "Id of a manual"),
        "point": M("เลขจุดให้บริการ", "Id of a service point"),
        "online": M("เฉพาะที่ทำออนไลน์ได้", "Only what can be done online"),
        "free": M("เฉพาะที่ไม่มีค่าธรรมเนียม", "Only what costs nothing"),
        "received": M("วันเวลาที่เอกสารครบ พร้อมเขตเวลา"),
        "by_channel": M("มาทางช่องทางอิเล็กทรอนิกส์ที่หน่วยงานประกาศ"),
        "month": M("เดือนเป็น ค.ศ. เช่น 2026-10"),
        "agency_id": M("เลขหน่วยงาน", "Id of the agency"),
        "point_id": M("เลขจุดให้บริการ", "Id of the service point"),
        "procedure_id": M("เลขบริการ", "Id of the procedure"),
        "document_id": M("เลขเอกสาร", "Id of the document"),
        "article_id": M("เลขบทความ", "Id of the article"),
        "manual_id": M("เลขคู่มือ", "Id of the manual"),
        "webhook_id": M("เลขของปลายทาง", "Id of the subscription"),
        "case_id": M("เลขประจำเรื่อง", "Id of the case"),
    },
}

ADDRESSES: Mapping[str, Meaning] = flat(_ADDRESSES)
