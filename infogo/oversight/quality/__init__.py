"""The index of service quality (ดัชนีคุณภาพบริการ): parts, rules, cells and the reading of them."""
