"""The village: its figures, groups, coverages, people, meetings, courses and notices."""
