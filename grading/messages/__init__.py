"""What people are told while a command runs, and students' words made safe to print."""
