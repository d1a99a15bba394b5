"""What is seen in records when they are put side by side: by time, by place, by person, site or measure.

Nothing here is kept: each view is a query, shows what the viewer may see, and says what it leaves out.
"""
