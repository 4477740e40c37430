"""Delay cases (เรื่องล่าช้า, section 10): promised dates, notices, citizens' receipts."""
