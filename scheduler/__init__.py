"""When the system does its jobs; nothing here yet but the floor between the people's door and the jobs."""
