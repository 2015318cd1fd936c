"""The solver: a program is loaded into HiGHS once, then changed and run again."""
