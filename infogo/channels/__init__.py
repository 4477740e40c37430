"""Electronic channels that agencies announce (E-Act B.E. 2565 sections 10, 16, 20 and 22)."""
