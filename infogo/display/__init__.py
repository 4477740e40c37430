"""What a manual says as data for the components, shared by the faces that show one."""
