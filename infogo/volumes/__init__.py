"""Transaction reports (รายงานปริมาณการทำธุรกรรม): requests that came, ended, remain."""
