"""Lists that offices keep in Excel: rosters of members, lists of units. Reading, and what any cell may hold."""
