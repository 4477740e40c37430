"""Rounds of mobile units (หน่วยบริการเคลื่อนที่): on which days a unit stands where."""
