"""Public services in the Core Public Service Vocabulary (CPSV-AP 3.2)."""
